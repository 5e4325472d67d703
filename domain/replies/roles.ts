import type { Asked, ReplyRow } from "./row";

const giving: readonly Asked[] = ["assignRole", "scheduleRole", "makeEligible"];
/** Schedules are ended by a request as well. */
const taking: readonly Asked[] = ["removeRole", "scheduleRole", "makeEligible"];

/**
 * Replies about roles (Graph: unifiedRoleAssignment, unifiedRoleAssignmentScheduleRequest;
 * Entra: Privileged Identity Management, "Configure role settings").
 */
export const roles: readonly ReplyRow[] = [
  {
    // The same message travels as 400 and 409; the code Request_BadRequest alone says nothing.
    name: "roleThere",
    from: ["graph"],
    when: [
      { call: giving, status: [400, 409], code: ["RoleAssignmentExists"] },
      { call: giving, status: [400, 409], says: /conflicting object|already exist/i },
    ],
    code: "role_not_visible_yet",
    class: "settling",
    means: "there",
    words:
      "The account has the role already, though the directory does not show it yet. We look again by ourselves for some minutes.",
  },
  {
    name: "roleGone",
    from: ["graph"],
    when: [{ call: taking, code: ["RoleAssignmentDoesNotExist"] }],
    code: "role_not_visible_yet",
    class: "settling",
    means: "gone",
    words:
      "The directory does not show the role that was to be taken back. We look again by ourselves for some minutes.",
  },
  {
    name: "goneAlready",
    from: ["graph"],
    when: [{ call: ["removeRole", "removeGuest"], status: [404] }],
    code: "account_not_visible_yet",
    class: "settling",
    means: "gone",
    words:
      "What was to be removed is not in the directory any more. There is nothing left to do for it.",
  },
  {
    name: "noPremiumLicence",
    from: ["graph"],
    when: [{ code: ["AadPremiumLicenseRequired"] }],
    code: "premium_licence_missing",
    class: "needsPerson",
    words:
      "The directory lacks the licence Entra ID P2, without which no role can be given with an end date or for activation. Ask its administrator to add the licence and try again, or make a new request for a role that is simply held.",
  },
  {
    name: "rolePolicy",
    from: ["graph"],
    when: [{ code: ["RoleAssignmentRequestPolicyValidationFailed"] }],
    code: "role_policy_refused",
    class: "needsPerson",
    words:
      "The directory’s rules for this role do not allow it as it was asked for. Ask its administrator to change the role’s settings and try again, or make a new request that fits them.",
  },
];
