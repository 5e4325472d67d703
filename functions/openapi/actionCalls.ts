import type { Refusal } from "../../domain/api/refusals";
import { links } from "./answerExamples";
import { acting, type ApiCall } from "./apiCall";
import { administrators, extensions, reasons } from "./requestExamples";

interface Action {
  readonly name: string;
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly body?: ApiCall["body"];
  readonly refusals?: readonly Refusal[];
}

const optionalReason: ApiCall["body"] = { schema: "Reason", isOptional: true, examples: reasons };
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
  body: of.body ?? optionalReason,
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
  }),
  action({
    name: "resend",
    operationId: "resendMail",
    summary: "Send the mail again",
    description: "To whoever the link waits for. The newest mail is the one that works.",
    refusals: ["limit_reached", "paused"],
  }),
  action({
    name: "extend",
    operationId: "extendDeadline",
    summary: "Give people more time",
    description: "Moves the deadline of the present question.",
    body: { schema: "Extend", examples: extensions },
  }),
  action({
    name: "administrator",
    operationId: "changeAdministrator",
    summary: "Ask another administrator",
    description: "The mail that went out before does not work any more.",
    body: { schema: "Administrator", examples: administrators },
    refusals: ["limit_reached", "paused"],
  }),
  action({
    name: "retry",
    operationId: "retryLink",
    summary: "Try the step that failed again",
    description: "For a link that is parked (`needsOperator`).",
    refusals: ["paused"],
  }),
  action({
    name: "end",
    operationId: "endAccess",
    summary: "End the access",
    description:
      "An administrator gets a mail and signs in; then the roles and the guest that this link made are taken away.",
    refusals: ["paused"],
  }),
  action({
    name: "erase",
    operationId: "eraseNames",
    summary: "Erase names and addresses",
    description: "Of a finished link, for good: ids, times and hashes stay.",
    refusals: ["names_erased"],
  }),
];
