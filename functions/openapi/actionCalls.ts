import type { Refusal } from "../../domain/api/refusals";
import { links } from "./answerExamples";
import { acting, type ApiCall } from "./apiCall";
import { administrators, ends, erasures, extensions, reasons } from "./requestExamples";

interface Action {
  readonly name: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body: NonNullable<ApiCall["body"]>;
  readonly refusals?: readonly Refusal[];
}

const conflicts: readonly Refusal[] = ["not_in_this_state", "already_decided", "link_expired"];

/** Every action: a POST on the link, which answers the link. */
const action = (of: Action): ApiCall => ({
  method: "post",
  path: `/api/v1/links/{id}/${of.name}`,
  operationId: of.operationId,
  tag: "Actions",
  summary: of.summary,
  description: `${of.description} Repeating it once it took effect answers the same.`,
  roles: acting,
  parameters: ["LinkId"],
  body: of.body,
  answers: {
    202: { description: "Taken; the link as it is now", schema: "Link", examples: links },
  },
  refusals: [...conflicts, ...(of.refusals ?? [])],
});

/** What can be done with a link. */
export const actionCalls: readonly ApiCall[] = [
  action({
    name: "cancel",
    operationId: "cancelLink",
    summary: "Cancel a link",
    description: "As long as the account has no role: what was done so far is taken back.",
    body: { schema: "CancelLink", isOptional: true, examples: reasons },
  }),
  action({
    name: "resend",
    operationId: "resendMail",
    summary: "Send the mail again",
    description:
      "To whoever the link waits for. The newest mail is the one that works; the deadline stays. A repeat within a minute mails nobody.",
    body: { schema: "ResendMail", isOptional: true, examples: reasons },
  }),
  action({
    name: "extend",
    operationId: "extendDeadline",
    summary: "Give people more time",
    description:
      "Moves the deadline of the open question, and its reminders with it. The same `days` of the same caller within a minute are one request sent twice: they are added once, and `expiresAt` and `version` of the answer stand as they were.",
    body: { schema: "ExtendDeadline", examples: extensions },
  }),
  action({
    name: "administrator",
    operationId: "changeAdministrator",
    summary: "Ask another administrator",
    description: "The mail that went out before does not work any more.",
    body: { schema: "ChangeAdministrator", examples: administrators },
    refusals: ["limit_reached"],
  }),
  action({
    name: "retry",
    operationId: "retryLink",
    summary: "Try the step that failed again",
    description: "For a link that is parked (`needsOperator`).",
    body: { schema: "RetryLink", isOptional: true, examples: reasons },
  }),
  action({
    name: "end",
    operationId: "endAccess",
    summary: "End the access",
    description:
      "An administrator gets a mail and signs in; then the roles and the guest that this link made are taken away.",
    body: { schema: "EndAccess", isOptional: true, examples: ends },
    refusals: ["names_erased", "limit_reached"],
  }),
  action({
    name: "erase",
    operationId: "eraseNames",
    summary: "Erase names and addresses",
    description: "Of a finished link, for good: ids, times and hashes stay.",
    body: { schema: "EraseNames", isOptional: true, examples: erasures },
  }),
];
