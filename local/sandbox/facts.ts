import type { FunctionApp, RegisteredApplication, Vault } from "./applicationFacts";
import type {
  ApiApplication,
  Application,
  ClientApplication,
  ManagedIdentity,
} from "./registrationFacts";
import type { PimRules, RoleEligibility, RoleSchedule } from "./pimFacts";

/**
 * What is true in the sandbox. Tests and stories may read and change these facts directly: every
 * answer is made from them at the moment it is asked for.
 */
export interface Facts {
  readonly settings: SandboxSettings;
  readonly tenants: Tenant[];
  readonly people: Person[];
  readonly application: Application;
  readonly api: ApiApplication;
  /** Applications of callers, which sign in by themselves. */
  readonly clients: ClientApplication[];
  readonly managedIdentity: ManagedIdentity;
  readonly vaults: Vault[];
  readonly apps: FunctionApp[];
  readonly mails: Mail[];
  readonly tickets: TicketPost[];
}

export interface SandboxSettings {
  /** For so long Graph does not find a guest it has just made (facts.md §8.3). */
  freshGuestDelayMs: number;
  /** For so long a new role assignment is missing from lists. */
  freshRoleDelayMs: number;
}

export interface Person {
  readonly id: string;
  readonly name: string;
  /** What they type to sign in. */
  readonly address: string;
  /** `passcode`: neither a work nor a Microsoft account; signs in by codes that are mailed. */
  readonly kind: "work" | "personal" | "passcode";
  readonly homeTenantId: string | null;
  /** One sentence for the people who play with the sandbox. */
  readonly about: string;
}

export interface Tenant {
  readonly id: string;
  displayName: string;
  readonly cloud: "global" | "usGovernment";
  readonly regionScope: string;
  readonly domains: Domain[];
  readonly createdDateTime: string;
  allowInvitesFrom:
    "none" | "adminsAndGuestInviters" | "adminsGuestInvitersAndAllMembers" | "everyone";
  /** How much guests may see: the role template that the authorization policy names. */
  guestUserRoleId: string;
  /** Domains that the allow or deny list keeps out. */
  blockedInviteDomains: string[];
  /** Domains of organizations that cross-tenant access settings keep out, here or over there. */
  crossTenantBlocks: string[];
  usersMayConsent: boolean;
  synchronization: Synchronization | null;
  readonly skus: Sku[];
  readonly users: DirectoryUser[];
  readonly roleAssignments: RoleAssignment[];
  readonly eligibleRoles: RoleEligibility[];
  pimRules: PimRules;
  readonly subscriptions: Subscription[];
  /** Registrations that were made through Graph. */
  readonly applications: RegisteredApplication[];
  readonly servicePrincipals: ServicePrincipal[];
  readonly grants: Grant[];
}

export interface Domain {
  readonly name: string;
  readonly isDefault: boolean;
  readonly isInitial: boolean;
}

export interface Synchronization {
  /** Relative, so that a moved clock does not make a healthy server look dead. */
  lastSyncMinutesAgo: number;
  passwordWritebackEnabled: boolean;
}

export interface Sku {
  readonly skuId: string;
  readonly skuPartNumber: string;
  enabled: number;
  consumed: number;
  readonly plans: readonly { readonly id: string; readonly name: string }[];
}

export interface Identity {
  readonly signInType: string;
  readonly issuer: string;
  readonly issuerAssignedId: string | null;
}

export interface DirectoryUser {
  readonly id: string;
  /** Who signs in as this user; unknown until an invitation is redeemed. */
  personId: string | null;
  displayName: string;
  userPrincipalName: string;
  mail: string | null;
  otherMails: string[];
  proxyAddresses: string[];
  userType: "Member" | "Guest";
  accountEnabled: boolean;
  readonly createdDateTime: string;
  readonly creationType: "Invitation" | null;
  externalUserState: "PendingAcceptance" | "Accepted" | null;
  externalUserStateChangeDateTime: string | null;
  identities: Identity[];
  /** Refresh tokens from before this moment are revoked. */
  signInSessionsValidFromDateTime: string;
  /** From this moment Graph finds the user. */
  visibleFrom: string;
  readonly hasMailbox: boolean;
}

export interface RoleAssignment {
  readonly id: string;
  readonly principalId: string;
  readonly roleDefinitionId: string;
  readonly directoryScopeId: string;
  /** From this moment lists show it. */
  visibleFrom: string;
  /** From this moment it gives nothing and is in no list; null = does not end. */
  endsAt: string | null;
  /** Made by Privileged Identity Management; absent = made directly. */
  readonly schedule?: RoleSchedule;
}

/** An Azure subscription that trusts the directory. */
export interface Subscription {
  readonly id: string;
  readonly displayName: string;
  state: "Enabled" | "Disabled" | "Warned" | "PastDue" | "Deleted";
  /** Users with a role in it: nobody else sees it, Global Administrators neither. */
  readonly userIds: string[];
}

export interface ServicePrincipal {
  readonly id: string;
  readonly appId: string;
  readonly displayName: string;
  /** Nobody gets a token who is not assigned a role; absent = false. */
  appRoleAssignmentRequired?: boolean;
  tags?: string[];
  /** Absent = none. */
  passwordCredentials?: object[];
  /** Users; absent = none. */
  ownerIds?: string[];
}

/** An oauth2PermissionGrant: `clientId` is the service principal's object id, not the app id. */
export interface Grant {
  readonly id: string;
  readonly clientId: string;
  readonly consentType: "AllPrincipals" | "Principal";
  readonly principalId: string | null;
  scope: string;
}

export interface Mail {
  readonly id: string;
  readonly at: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly subject: string;
  readonly contentType: "html" | "text";
  readonly content: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface TicketPost {
  readonly id: string;
  readonly at: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
