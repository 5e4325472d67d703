import type { LinkId, ObjectId, RoleTemplateId, TenantId } from "./ids";
import type { Link } from "./link";
import type { SessionKey } from "./storagePorts";

/** The administrator's own session in their directory. */
export interface Sessions {
  /** Seals and keeps the refresh token until `expiresAt` at the latest. */
  keep(
    key: SessionKey & { tenantId: TenantId },
    refreshToken: string,
    expiresAt: string,
  ): Promise<void>;
  /** The directory seen with the administrator's token; throws `session_lapsed` (needsPerson). */
  open(link: Link): Promise<Directory>;
  forget(linkId: LinkId, sessionId?: string): Promise<void>;
}

export interface DirectoryUser {
  readonly objectId: ObjectId;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly mail: string | null;
  readonly otherMails: readonly string[];
  readonly createdAt: string;
  readonly userType: "Guest" | "Member";
  readonly redemption: "pending" | "accepted" | "none";
  /** When the invitation was accepted (or reset) last. */
  readonly redeemedAt: string | null;
  readonly identities: readonly { readonly issuer: string; readonly type: string }[];
}

export interface RoleAssignment {
  readonly id: string;
  readonly templateId: string;
}

/** A role with an end, or one to be activated, as Privileged Identity Management keeps it. */
export interface RoleSchedule {
  /** Id of the schedule, which the request that made it names as its target. */
  readonly id: string;
  readonly templateId: string;
  /** Null where it has no end. */
  readonly endsAt: string | null;
  /** True for an eligible role that its holder activated for some hours. */
  readonly isActivation: boolean;
}

export interface ScheduleWanted {
  readonly principal: ObjectId;
  readonly role: RoleTemplateId;
  /** ISO 8601; null for no end. */
  readonly until: string | null;
  /** Why, as the directory's own audit log keeps it; ids only. */
  readonly justification: string;
  /** Number and system of the ticket, for directories whose rules ask for one. */
  readonly ticket: { readonly number: string; readonly system: string } | null;
}

/** The two kinds of schedules: active until a date, or to be activated for some hours. */
export interface Schedules {
  list(principal: ObjectId): Promise<RoleSchedule[]>;
  /** The schedule's id; null where Graph says that there is one already. Throws premium_licence_missing, role_policy_refused. */
  add(wanted: ScheduleWanted): Promise<string | null>;
  /** False where there is none (any more). */
  end(whose: { principal: ObjectId; role: RoleTemplateId }): Promise<boolean>;
}

export interface Licences {
  /** Entra ID P1 or P2 with enabled units: what password write-back needs. */
  readonly premium: boolean;
  /** Entra ID P2: what Privileged Identity Management needs. */
  readonly privileged: boolean;
}

/** A customer's directory, by the administrator's delegated token. Errors are LinkErrors by class. */
export interface Directory {
  /** Template ids of the roles the administrator holds now. */
  ownRoles(): Promise<string[]>;
  /** `allowInvitesFrom` of the directory (Graph: authorizationPolicy). */
  invitePolicy(): Promise<string>;
  /** How many accounts hold a role for the whole directory now. */
  countHolders(role: RoleTemplateId): Promise<number>;
  /** Everybody who has the address as mail, other mail or proxy address. */
  findByAddress(address: string): Promise<DirectoryUser[]>;
  readUser(objectId: ObjectId): Promise<DirectoryUser>;
  invite(guest: { address: string; name?: string; redirectUrl: string }): Promise<ObjectId>;
  /** The account's assignments for the whole directory; those for a part of it are none. */
  roleAssignments(principal: ObjectId): Promise<RoleAssignment[]>;
  /** Whether the account holds or may activate any role, also for a part of the directory. */
  hasAnyRole(principal: ObjectId): Promise<boolean>;
  /** The new assignment's id; null where Graph says that there is one already. */
  assignRole(principal: ObjectId, role: RoleTemplateId): Promise<string | null>;
  /** False where Graph does not know the assignment: gone, or not visible yet. */
  removeRole(assignmentId: string): Promise<boolean>;
  readonly scheduled: Schedules;
  readonly eligible: Schedules;
  syncState(): Promise<{ synchronised: boolean; lastSyncAt: string | null }>;
  licences(): Promise<Licences>;
  writebackFlag(): Promise<boolean>;
  /** Sets the flag of the directory's synchronisation (204 proves nothing). */
  setWritebackFlag(tenantId: TenantId): Promise<void>;
  /** Ends every session of the account in this directory; an account that is gone has none. */
  revokeSessions(objectId: ObjectId): Promise<void>;
  /** Deletes the account (Entra keeps it for 30 days); false where there is none. */
  removeUser(objectId: ObjectId): Promise<boolean>;
  hasUser(objectId: ObjectId): Promise<boolean>;
}

/** What the administrator's own list of Azure subscriptions holds (Azure Resource Manager). */
export interface Subscriptions {
  /** The scope to ask for beside those of Graph. */
  readonly scope: string;
  /** How many enabled ones; an empty list proves nothing. Null where Azure did not answer. */
  countEnabled(tenantId: TenantId, refreshToken: string): Promise<number | null>;
}

/** Looks a directory up from outside, with nothing but its domain. */
export interface DirectoryFinder {
  /** Throws directory_not_found, directory_in_other_cloud (final), directory_unreachable (transient). */
  tenantOf(domain: string): Promise<TenantId>;
  /** Name and default domain as the tenant chose them: for showing, never proof. */
  describe(domain: string): Promise<{ tenantId: TenantId; name: string; defaultDomain: string }>;
}

export interface SignedIn {
  readonly tenantId: TenantId;
  readonly objectId: ObjectId;
  readonly name: string;
  readonly shownAs: string;
  /** The `idp` claim: where a guest's account lives; absent for members. */
  readonly idp: string | null;
  /** Role template ids of the `wids` claim, or null when the claim is missing (which proves nothing). */
  readonly roles: readonly string[] | null;
  readonly scopes: readonly string[];
  readonly refreshToken: string | null;
  readonly directory: Directory;
}

/** Microsoft's sign-in and consent pages, as an OpenID Connect client of one directory at a time. */
export interface SignIn {
  grantUrl(tenantId: TenantId, state: string): string;
  authorizeUrl(tenantId: TenantId, asked: AuthorizeRequest): Promise<string>;
  /** Exchanges the code once; throws callback_refused (final) when the ID token fails a check. */
  redeem(tenantId: TenantId, callback: Redemption): Promise<SignedIn>;
  /** Where the browser ends Microsoft's session. */
  signOutUrl(tenantId: TenantId): string;
}
export interface AuthorizeRequest {
  readonly callback: "/consent/callback" | "/signin/callback";
  readonly scopes: readonly string[];
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  readonly prompt: "consent" | "select_account";
  readonly loginHint: string;
}
export interface Redemption extends Pick<
  AuthorizeRequest,
  "callback" | "state" | "nonce" | "verifier"
> {
  /** The callback's query string as it came. */
  readonly query: string;
  /** The scopes of the one resource that the token is for, where several were consented to at once. */
  readonly scopes?: readonly string[];
}
