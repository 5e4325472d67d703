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

/** A customer's directory, by the administrator's delegated token. Errors are LinkErrors by class. */
export interface Directory {
  /** Template ids of the roles the administrator holds now. */
  ownRoles(): Promise<string[]>;
  /** Everybody who has the address as mail, other mail or proxy address. */
  findByAddress(address: string): Promise<DirectoryUser[]>;
  readUser(objectId: ObjectId): Promise<DirectoryUser>;
  invite(guest: { address: string; name?: string; redirectUrl: string }): Promise<ObjectId>;
  /** The account's assignments for the whole directory; those for a part of it are none. */
  roleAssignments(principal: ObjectId): Promise<RoleAssignment[]>;
  /** The new assignment's id; null where Graph says that there is one already. */
  assignRole(principal: ObjectId, role: RoleTemplateId): Promise<string | null>;
  /** False where Graph does not know the assignment: gone, or not visible yet. */
  removeRole(assignmentId: string): Promise<boolean>;
  syncState(): Promise<{ synchronised: boolean; lastSyncAt: string | null }>;
  hasWritebackLicence(): Promise<boolean>;
  writebackFlag(): Promise<boolean>;
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
}
