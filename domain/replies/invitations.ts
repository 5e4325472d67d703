import type { Asked, ReplyRow } from "./row";

const invite: readonly Asked[] = ["invite"];

/**
 * Refusals of an invitation, told apart by their words: the codes are all the same (Graph: Create
 * invitation; Entra: Troubleshoot B2B collaboration, Allow or block invites to specific organizations).
 */
export const invitations: readonly ReplyRow[] = [
  {
    name: "accountBlocked",
    from: ["graph"],
    when: [{ call: invite, says: /already exists in the directory.*blocked from signing in/is }],
    code: "account_blocked",
    class: "needsPerson",
    words:
      "An account with this address is in the directory and blocked from signing in. Ask the directory’s administrator to allow its sign-in, then try again.",
  },
  {
    // Not read for the id it names: the next try finds the account itself.
    name: "accountExists",
    from: ["graph"],
    when: [{ call: invite, says: /already exists in the directory/i }],
    code: "account_not_visible_yet",
    class: "settling",
    words:
      "The account is in the directory, which does not show it yet. That is usual for up to 15 minutes: we look again by ourselves.",
  },
  {
    name: "ownDomain",
    from: ["graph"],
    when: [{ call: invite, says: /verified domain of this directory/i }],
    code: "account_already_in_directory",
    class: "needsPerson",
    words:
      "The address is of a domain of the directory itself, so it cannot be invited as a guest. Check the address, or have the account made in the directory, then try again.",
  },
  {
    name: "addressTaken",
    from: ["graph"],
    when: [{ call: invite, says: /proxy ?address/i }],
    code: "address_taken",
    class: "needsPerson",
    words:
      "The address is one more address of somebody else’s account or contact in the directory. Ask the directory’s administrator to take it away there, or make a new request with another address.",
  },
  {
    name: "invitationsClosed",
    from: ["graph"],
    when: [{ call: invite, says: /invitations? (?:are )?not allowed for your company/i }],
    code: "invitations_closed",
    class: "needsPerson",
    words:
      "The directory does not let anybody invite guests. Ask its administrator to change “Guest invite settings” under External collaboration settings, wait an hour, then try again.",
  },
  {
    name: "crossTenant",
    from: ["graph"],
    when: [{ call: invite, says: /cross-tenant access/i }],
    code: "invitation_blocked_by_policy",
    class: "needsPerson",
    words:
      "Cross-tenant access settings block this invitation, in the directory or at the account’s own organisation. Ask both administrators to allow the other side, then try again.",
  },
  {
    // Microsoft does not publish these words, so anything about lists and domains is taken for them.
    name: "domainBlocked",
    from: ["graph"],
    when: [
      { call: invite, says: /\b(?:allow|block|deny)[- ]?list/i },
      { call: invite, says: /\bblocked\b.{0,40}\bdomain/i },
      {
        call: invite,
        says: /\bdomain\b.{0,80}\b(?:blocked|denied|restricted|not (?:allowed|permitted|on|in))\b/i,
      },
    ],
    code: "invitation_domain_blocked",
    class: "needsPerson",
    words:
      "The directory’s list of allowed or blocked domains keeps this address out. Ask its administrator to change “Collaboration restrictions” under External collaboration settings, or make a new request with another address.",
  },
  {
    name: "invitationRefused",
    from: ["graph"],
    when: [{ call: invite, says: /\bblocked\b|\bnot allowed\b/i }],
    code: "invitation_refused",
    class: "needsPerson",
    words:
      "The directory does not allow this invitation. Ask its administrator to look at External collaboration settings and cross-tenant access settings, then try again.",
  },
  {
    name: "crossCloud",
    from: ["graph"],
    when: [{ call: invite, says: /cross cloud worker/i }],
    code: "invitation_refused",
    class: "needsPerson",
    words:
      "The account’s own organisation has switched off what an invitation from another Microsoft cloud needs. Ask the administrator there to allow it, or make a new request with another account.",
  },
  {
    // Comes with 401 too, though nobody has to sign in again.
    name: "inviteNotYet",
    from: ["graph"],
    when: [{ call: invite, says: /insufficient privileges.*by the application/is }],
    code: "graph_refused",
    class: "settling",
    words:
      "Microsoft refused the call because a permission or role is missing, or is not shown yet. We try again for some minutes; if it stays so, an operator has to look.",
  },
];
