import { objectId, type ObjectId } from "../../domain/ids";
import type {
  Directory,
  DirectoryUser,
  RoleAssignment,
  RoleSchedule,
  Schedules,
  Sessions,
} from "../../domain/microsoftPorts";
import { globalAdministrator } from "../../domain/roles";
import { testNow } from "./fakesLinks";

export const aGuestId = objectId.parse("5e0f0000-0000-4000-8000-00000000000a");
export const anAdministratorId = objectId.parse("5e0f0000-0000-4000-8000-00000000000b");

/** A guest that was just invited. */
export const aGuest = (changes: Partial<DirectoryUser> = {}): DirectoryUser => ({
  objectId: aGuestId,
  name: "Partner operations",
  userPrincipalName: "partner.ops_outlook.com#EXT#@contoso.onmicrosoft.com",
  mail: "partner.ops@outlook.com",
  otherMails: [],
  createdAt: testNow,
  userType: "Guest",
  redemption: "pending",
  redeemedAt: null,
  identities: [],
  ...changes,
});

/** The same guest after signing in with a Microsoft account. */
export const aRedeemedGuest = (changes: Partial<DirectoryUser> = {}): DirectoryUser =>
  aGuest({
    redemption: "accepted",
    redeemedAt: testNow,
    identities: [{ issuer: "MicrosoftAccount", type: "federated" }],
    ...changes,
  });

type CallName =
  | Exclude<keyof Directory, "scheduled" | "eligible">
  | `${"scheduled" | "eligible"}.${keyof Schedules}`;
type Call = readonly [name: CallName, ...args: unknown[]];

export interface FakeDirectory {
  /** What is true in the directory; tests change it. */
  readonly facts: {
    ownRoles: string[];
    users: DirectoryUser[];
    held: RoleAssignment[];
    /** False: writes happen but no list shows them yet. */
    rolesVisible: boolean;
    synchronised: boolean;
    licensed: boolean;
    /** Entra ID P2. */
    privileged: boolean;
    flag: boolean;
    invitePolicy: string;
    holders: number;
    scheduled: RoleSchedule[];
    eligible: RoleSchedule[];
    gone: boolean;
  };
  /** Every call, in order. */
  readonly calls: Call[];
  /** The calls that change something. */
  writes(): string[];
  /** Makes the next call of this name fail, after its effect when `late`. */
  fail(name: CallName, error: Error, when?: "late"): void;
  readonly directory: Directory;
  /** Sessions that open this directory; `opened` and `forgotten` count. */
  readonly sessions: Sessions & { opened: number; forgotten: string[] };
}

const writing: readonly string[] = [
  ...["invite", "assignRole", "removeRole", "setWritebackFlag", "revokeSessions", "removeUser"],
  ...["scheduled.add", "scheduled.end", "eligible.add", "eligible.end"],
];

/** A directory in memory whose only administrator is a Global Administrator. */
export function fakeDirectory(changes: Partial<FakeDirectory["facts"]> = {}): FakeDirectory {
  const facts: FakeDirectory["facts"] = {
    ownRoles: [globalAdministrator.templateId],
    users: [],
    held: [],
    rolesVisible: true,
    synchronised: true,
    licensed: true,
    privileged: false,
    flag: false,
    invitePolicy: "everyone",
    holders: 1,
    scheduled: [],
    eligible: [],
    gone: false,
    ...changes,
  };
  const calls: Call[] = [];
  const failures = new Map<string, { error: Error; late: boolean }>();
  const answer = async <T>(call: Call, effect: () => T): Promise<T> => {
    await Promise.resolve();
    calls.push(call);
    const failure = failures.get(call[0]);
    failures.delete(call[0]);
    if (failure && !failure.late) throw failure.error;
    const result = effect();
    if (failure) throw failure.error;
    return result;
  };
  const invite = (): ObjectId => {
    facts.users.push(aGuest());
    return aGuestId;
  };
  const assign = (templateId: string): string | null => {
    if (facts.held.some((one) => one.templateId === templateId)) return null;
    const id = `assignment-${String(facts.held.length + 1)}`;
    facts.held.push({ id, templateId });
    return id;
  };
  const remove = (id: string): boolean => {
    const found = facts.rolesVisible && facts.held.some((one) => one.id === id);
    if (found) facts.held = facts.held.filter((one) => one.id !== id);
    return found;
  };
  const schedules = (kind: "scheduled" | "eligible"): Schedules => ({
    list: (id) => answer([`${kind}.list`, id], () => (facts.rolesVisible ? [...facts[kind]] : [])),
    add: (wanted) =>
      answer([`${kind}.add`, wanted], () => {
        if (facts[kind].some((one) => one.templateId === wanted.role)) return null;
        const id = `schedule-${String(facts[kind].length + 1)}`;
        facts[kind].push({
          id,
          templateId: wanted.role,
          endsAt: wanted.until,
          isActivation: false,
        });
        return id;
      }),
    end: (whose) =>
      answer([`${kind}.end`, whose], () => {
        const before = facts[kind].length;
        facts[kind] = facts[kind].filter((one) => one.templateId !== whose.role);
        return facts[kind].length < before;
      }),
  });
  const directory: Directory = {
    ownRoles: () => answer(["ownRoles"], () => facts.ownRoles),
    findByAddress: (address) => answer(["findByAddress", address], () => [...facts.users]),
    readUser: (id) => answer(["readUser", id], () => facts.users[0] ?? aGuest()),
    invite: (guest) => answer(["invite", guest], invite),
    roleAssignments: (id) =>
      answer(["roleAssignments", id], () => (facts.rolesVisible ? [...facts.held] : [])),
    hasAnyRole: (id) =>
      answer(
        ["hasAnyRole", id],
        () => facts.rolesVisible && [...facts.held, ...facts.eligible].length > 0,
      ),
    assignRole: (id, templateId) =>
      answer(["assignRole", id, templateId], () => assign(templateId)),
    removeRole: (id) => answer(["removeRole", id], () => remove(id)),
    syncState: () =>
      answer(["syncState"], () => ({
        synchronised: facts.synchronised,
        lastSyncAt: facts.synchronised ? "2026-11-22T09:40:00Z" : null,
      })),
    licences: () =>
      answer(["licences"], () => ({ premium: facts.licensed, privileged: facts.privileged })),
    writebackFlag: () => answer(["writebackFlag"], () => facts.flag),
    setWritebackFlag: (id) => answer(["setWritebackFlag", id], () => void (facts.flag = true)),
    invitePolicy: () => answer(["invitePolicy"], () => facts.invitePolicy),
    countHolders: (role) => answer(["countHolders", role], () => facts.holders),
    scheduled: schedules("scheduled"),
    eligible: schedules("eligible"),
    revokeSessions: (id) => answer(["revokeSessions", id], () => undefined),
    removeUser: (id) =>
      answer(["removeUser", id], () => {
        const wasThere = !facts.gone;
        facts.gone = true;
        return wasThere;
      }),
    hasUser: (id) => answer(["hasUser", id], () => !facts.gone),
  };
  const sessions: FakeDirectory["sessions"] = {
    opened: 0,
    forgotten: [],
    keep: () => Promise.resolve(),
    open: () => {
      sessions.opened += 1;
      return Promise.resolve(directory);
    },
    forget: (id) => Promise.resolve(void sessions.forgotten.push(id)),
  };
  return {
    facts,
    calls,
    writes: () => calls.map(([name]) => name).filter((name) => writing.includes(name)),
    fail: (name, error, when) => void failures.set(name, { error, late: when === "late" }),
    directory,
    sessions,
  };
}
