import type { GraphCallName } from "./graphCalls";

/** What the words of a step are made from. */
interface StepValues {
  readonly account: string;
  /** The role's name, in steps about one role. */
  readonly role: string;
  /** The end date as people read it, in steps that have one. */
  readonly until: string;
}

export interface PlanRow {
  /** When its permissions are asked for: with the administrator's consent, or on the page that ends the access. */
  readonly when: "consent" | "end";
  readonly calls: readonly GraphCallName[];
  readonly words: (values: StepValues) => string;
}

const onceSignedIn = "once it has signed in to this directory";

/**
 * The one table: step of a plan → Graph calls (and by graphCalls.ts their permissions) → when they are
 * asked for. Plans, consent requests, the sandbox's permissions and docs/permissions.md come from it.
 */
export const planTable = {
  identify: {
    when: "consent",
    calls: ["readOwnRoles"],
    words: () => "Check that you are an administrator of this directory",
  },
  preflight: {
    when: "consent",
    calls: ["readInvitePolicy", "findUsers", "listRoleAssignments", "readOrganization"],
    words: ({ account }) =>
      `Look whether ${account} can be added: who it may be already, whether guests may be invited, who else is a Global Administrator (nothing is changed)`,
  },
  readLicences: {
    when: "consent",
    calls: ["readLicences"],
    words: () =>
      "Look whether the directory has the licence (Entra ID P2) for Privileged Identity Management (nothing is changed)",
  },
  invite: {
    when: "consent",
    calls: ["findUsers", "invite", "readUser"],
    words: ({ account }) =>
      `Invite ${account} as an external user (guest), unless the address is already there`,
  },
  giveRole: {
    when: "consent",
    calls: ["listRoleAssignments", "assignRole", "removeRole"],
    words: ({ account, role }) => `Give ${account} the role ${role}, ${onceSignedIn}`,
  },
  giveRoleUntil: {
    when: "consent",
    calls: [
      ...["listRoleAssignments", "listScheduledRoles", "scheduleRole"],
      ...["assignRole", "removeRole"],
    ] as GraphCallName[],
    words: ({ account, role, until }) =>
      `Give ${account} the role ${role} until ${until}, ${onceSignedIn}. With the licence Entra ID P2 Microsoft ends it on that day; without it the role stays until an administrator ends it, and we ask you to on that day`,
  },
  makeEligible: {
    when: "consent",
    calls: ["listRoleAssignments", "listEligibleRoles", "makeEligible"],
    words: ({ account, role, until }) =>
      `Let ${account} activate the role ${role} for some hours when it needs it${until && `, until ${until}`}, ${onceSignedIn} (needs the licence Entra ID P2)`,
  },
  checkWriteback: {
    when: "consent",
    calls: ["readOrganization", "readLicences", "readSyncFeatures"],
    words: () =>
      "Check licence, synchronisation and the password write-back flag (nothing is changed)",
  },
  setWritebackFlag: {
    when: "consent",
    calls: ["readSyncFeatures", "setSyncFeatures"],
    words: () =>
      "Set the directory's flag for password write-back. Microsoft says of this flag that it is not in use, so the answer is kept as evidence and never taken for success",
  },
  identifyToEnd: {
    when: "end",
    calls: ["readOwnRoles"],
    words: () => "Check that you are an administrator of this directory",
  },
  endRole: {
    when: "end",
    calls: ["listRoleAssignments", "removeRole"],
    words: ({ account, role }) => `Take the role ${role} from ${account}`,
  },
  endScheduledRole: {
    when: "end",
    calls: ["listScheduledRoles", "scheduleRole"],
    words: ({ account, role }) => `Take the role ${role} from ${account}, before its end date`,
  },
  endEligibleRole: {
    when: "end",
    calls: ["listEligibleRoles", "makeEligible", "listScheduledRoles"],
    words: ({ account, role }) => `End that ${account} may activate the role ${role}`,
  },
  revokeSessions: {
    when: "end",
    calls: ["revokeSessions"],
    words: ({ account }) => `End the sessions of ${account} in this directory`,
  },
  removeGuest: {
    when: "end",
    calls: ["listRoleAssignments", "listEligibleRoles", "removeGuest", "readUser"],
    words: ({ account }) =>
      `Remove the guest account ${account}, which was invited for this request, unless it has other roles`,
  },
} as const satisfies Record<string, PlanRow>;

export type PlanStepName = keyof typeof planTable;
