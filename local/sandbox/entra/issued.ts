import { randomBytes } from "node:crypto";
import type { Flow } from "./flow";
import type { Resource } from "./scopes";

/** Everything Entra has handed out and must know again: sessions, codes and tokens. */
export interface Issued {
  /** Session cookie → person. */
  readonly sessions: Map<string, string>;
  readonly flows: Map<string, Flow>;
  readonly codes: Map<string, IssuedCode>;
  readonly accessTokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<string, RefreshToken>;
}

export interface SignedIn {
  readonly tenantId: string;
  readonly userId: string;
  readonly appId: string;
}

export interface IssuedCode extends SignedIn {
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  redeemed: boolean;
}

export type AccessToken = DelegatedToken | AppToken;

export interface DelegatedToken extends SignedIn {
  readonly kind: "delegated";
  /** The one service that takes it: its audience. */
  readonly resource: Resource;
  readonly scopes: readonly string[];
  readonly expiresAt: number;
}

/** Services that only the product's own identity has tokens for. */
type AzureService = "vault" | "storage" | "monitor";

export interface AppToken {
  readonly kind: "app";
  readonly resource: Resource | AzureService;
  readonly tenantId: string;
  readonly roles: readonly string[];
  readonly expiresAt: number;
}

export interface RefreshToken extends SignedIn {
  readonly scopes: readonly string[];
  readonly issuedAt: number;
}

/**
 * An empty store, with the app tokens of the one before: the credential library keeps those for a day
 * and would go on to send them after a reset.
 */
export function createIssued(before?: Issued): Issued {
  const kept = [...(before?.accessTokens ?? [])].filter(([, token]) => token.kind === "app");
  return {
    sessions: new Map(),
    flows: new Map(),
    codes: new Map(),
    accessTokens: new Map(kept),
    refreshTokens: new Map(),
  };
}

/** Nothing of people is left; the product's own tokens stay good, as its SDK goes on using them. */
export const afterReset = ({ accessTokens }: Issued): Issued => ({
  ...createIssued(),
  accessTokens: new Map([...accessTokens].filter(([, token]) => token.kind === "app")),
});

/** A value that nobody can guess or read anything from; never shaped like a JWT. */
export function opaque(prefix: string): string {
  return prefix + randomBytes(48).toString("base64url");
}
