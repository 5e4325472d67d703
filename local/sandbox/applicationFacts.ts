/** A registration that was made through Graph; `properties` has what Graph's type calls writable. */
export interface RegisteredApplication {
  readonly id: string;
  readonly appId: string;
  /** The key that its maker chose; nobody can change it, and the recycle bin keeps it too. */
  readonly uniqueName: string | null;
  readonly createdDateTime: string;
  properties: Record<string, unknown>;
  readonly federatedCredentials: GraphFederatedCredential[];
  /** Users; absent = none. */
  ownerIds?: string[];
  /** In the recycle bin, where no call finds it. */
  isDeleted: boolean;
}

export interface GraphFederatedCredential {
  readonly id: string;
  readonly name: string;
  issuer: string;
  subject: string;
  audiences: string[];
  description: string | null;
}

/** A vault with its secrets, as Azure Resource Manager shows it: whoever may write may not read. */
export interface Vault {
  /** Resource id. */
  readonly id: string;
  readonly name: string;
  /** Users whose role has Microsoft.KeyVault/vaults/secrets/read and write. */
  readonly writerIds: string[];
  readonly secrets: VaultSecret[];
}

/** A function app whose settings have references to a vault. */
export interface FunctionApp {
  /** Resource id. */
  readonly id: string;
  /** Users whose role has Microsoft.Web/sites/config/write. */
  readonly writerIds: string[];
  /** How often it was told to read its references anew. */
  referencesRead: number;
}

export interface VaultSecret {
  readonly name: string;
  /** Oldest first; the last is the current one. */
  readonly versions: SecretVersion[];
  contentType: string | null;
  tags: Record<string, string>;
}

export interface SecretVersion {
  /** 32 hexadecimal digits. */
  readonly id: string;
  readonly value: string;
  readonly created: number;
  enabled: boolean;
  expires: number | null;
}
