import { randomUUID } from "node:crypto";
import { z } from "zod";
import { graphTime } from "../context";
import { checkParameters } from "./checkBody";
import { badRequest, GraphError } from "./graphError";
import type { GraphVerb, ReceivedCall } from "./graphCall";
import { onlyOptions } from "./query";

const recipients = z.array(z.object({ emailAddress: z.object({ address: z.string() }) })).nullish();
/** The properties that matter here; unknown ones and wrong types were refused before. */
const messageShape = z.object({
  subject: z.string().nullish(),
  body: z.object({ contentType: z.string().nullish(), content: z.string().nullish() }).nullish(),
  toRecipients: recipients,
  ccRecipients: recipients,
  bccRecipients: recipients,
  from: z.object({ emailAddress: z.object({ address: z.string() }) }).nullish(),
  internetMessageHeaders: z.array(z.object({ name: z.string(), value: z.string() })).nullish(),
});
type Message = z.infer<typeof messageShape>;

/** Accepts a mail of one of the home tenant's mailboxes: 202, and it is in the mailbox page. */
export const sendMail: GraphVerb = (call) => {
  onlyOptions(call.query);
  const from = senderOf(call);
  const body = checkParameters(call.body, { message: "message", saveToSentItems: "Edm.Boolean" });
  const parsed = messageShape.safeParse(body["message"]);
  if (!parsed.success)
    throw badRequest(
      `message.${parsed.error.issues[0]?.path.join(".") ?? ""} is missing or not valid.`,
    );
  const message = parsed.data;
  checkFrom(message, from);
  const to = recipientsOf(message);
  call.context.facts.mails.push({
    id: randomUUID(),
    at: graphTime(call.context.now()),
    from,
    to,
    subject: message.subject ?? "",
    contentType: message.body?.contentType?.toLowerCase() === "html" ? "html" : "text",
    content: message.body?.content ?? "",
    headers: headersOf(message),
  });
  return { status: 202 };
};

function senderOf(call: ReceivedCall): string {
  const id = (call.params["id"] ?? "").toLowerCase();
  const user = call.caller.tenant.users.find(
    (one) => one.id === id || one.userPrincipalName.toLowerCase() === id,
  );
  if (!user)
    throw new GraphError(404, "ErrorInvalidUser", `The requested user '${id}' is invalid.`);
  if (!user.hasMailbox || user.mail === null) {
    throw new GraphError(
      404,
      "MailboxNotEnabledForRESTAPI",
      "The mailbox is either inactive, soft-deleted, or is hosted on-premise.",
    );
  }
  checkMailbox(call, user.mail);
  return user.mail;
}

/** Every mailbox with Mail.Send, else those that Exchange allows (source: "RBAC for Applications in Exchange Online"). */
function checkMailbox({ context, caller }: ReceivedCall, mailbox: string): void {
  const { mailboxes } = context.facts.managedIdentity;
  if (!caller.scopes.includes("Mail.Send") && !mailboxes.includes(mailbox))
    throw new GraphError(
      403,
      "ErrorAccessDenied",
      "Access is denied. Check credentials and try again.",
    );
}

function checkFrom(message: Message, sender: string): void {
  const from = message.from?.emailAddress.address ?? sender;
  if (from.toLowerCase() !== sender.toLowerCase()) {
    throw new GraphError(
      403,
      "ErrorSendAsDenied",
      "The user account which was used to submit this request does not have the right to send mail on behalf of the specified sending account.",
    );
  }
}

function recipientsOf(message: Message): string[] {
  const all = [message.toRecipients, message.ccRecipients, message.bccRecipients].flatMap(
    (list) => list ?? [],
  );
  const addresses = all.map((recipient) => recipient.emailAddress.address);
  if (addresses.length === 0 || addresses.some((address) => !/^[^@\s]+@[^@\s]+$/.test(address))) {
    throw new GraphError(400, "ErrorInvalidRecipients", "At least one recipient is not valid.");
  }
  return addresses;
}

/** Custom headers only (source: "internetMessageHeader resource type": names begin with x-). */
function headersOf(message: Message): Record<string, string> {
  const headers = message.internetMessageHeaders ?? [];
  const odd = headers.find((header) => !/^x-/i.test(header.name));
  if (odd)
    throw new GraphError(
      400,
      "InvalidInternetMessageHeader",
      `The internet message header name '${odd.name}' should start with 'x-' or 'X-'.`,
    );
  return Object.fromEntries(headers.map((header) => [header.name.toLowerCase(), header.value]));
}
