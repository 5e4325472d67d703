/** A registration of the product, which lives in the home tenant: *link*, which any directory may use, or *api*. */
export interface Application {
  readonly appId: string;
  readonly displayName: string;
  readonly homeTenantId: string;
  readonly audience: "AzureADMultipleOrgs" | "AzureADMyOrg";
  redirectUris: string[];
  groupMembershipClaims: "DirectoryRole" | null;
  readonly federatedCredential: FederatedCredential;
}

/** The *api* registration: what callers' applications get tokens for, and where operators sign in. */
export interface ApiApplication extends Application {
  readonly identifierUri: string;
  readonly appRoles: readonly string[];
  /** Claims that its access tokens have besides the usual ones. */
  readonly optionalClaims: readonly string[];
  /** Nobody gets a token who is not assigned a role. */
  assignmentRequired: boolean;
  /** Who holds which of the roles: users and service principals of the home tenant. */
  readonly assignments: { readonly principalId: string; readonly role: string }[];
}

/** An application of the home tenant that proves itself by a secret (client credentials). */
export interface ClientApplication {
  readonly appId: string;
  readonly displayName: string;
  readonly homeTenantId: string;
  readonly principalId: string;
  readonly secret: string;
}

export interface FederatedCredential {
  readonly issuer: string;
  readonly subject: string;
  readonly audience: string;
}

export interface ManagedIdentity {
  readonly tenantId: string;
  readonly clientId: string;
  readonly principalId: string;
  /** Application permissions of Graph, as its tokens have them. */
  readonly appRoles: string[];
  /** Mailboxes that it may send from by Exchange's roles for applications; no token shows it. */
  readonly mailboxes: string[];
}
