import type { Code } from "./errors";
import type { Link } from "./link";
import type { DirectoryUser } from "./microsoftPorts";
import { isPrivileged } from "./roles";

/** The tenant in which all personal Microsoft accounts live (Entra: ID token claims, `tid`). */
const consumerTenant = "9188040d-6c67-4c5b-b112-36a304b66dad";

/** `passcode`: whoever reads the mailbox, by mailed one-time passcodes (Entra: email one-time passcode). */
export type AccountKind = "microsoft" | "work" | "passcode" | "member" | "other";

/** Where an account is at home: `home` is its tenant, where the token tells it. */
export interface Identity {
  readonly kind: AccountKind;
  readonly home: string | null;
}

/** Reads the ID token's `idp` claim: absent for members, else the home of the account. */
export function identityFromIdp(idp: string | null): Identity {
  if (idp === null) return { kind: "member", home: null };
  if (idp === "live.com" || idp === `https://sts.windows.net/${consumerTenant}/`)
    return { kind: "microsoft", home: consumerTenant };
  if (idp === "mail") return { kind: "passcode", home: null };
  const tenant = /^https:\/\/sts\.windows\.net\/([0-9a-f-]{36})\/$/.exec(idp)?.[1];
  return tenant ? { kind: "work", home: tenant } : { kind: "other", home: null };
}

/** What the directory itself says of a redeemed account (Graph: objectIdentity). */
export function identityOf(user: DirectoryUser): Identity {
  const issuers = user.identities.map((identity) => identity.issuer.toLowerCase());
  if (issuers.includes("microsoftaccount")) return { kind: "microsoft", home: consumerTenant };
  if (issuers.includes("externalazuread")) return { kind: "work", home: null };
  if (issuers.includes("mail")) return { kind: "passcode", home: null };
  return { kind: user.userType === "Member" ? "member" : "other", home: null };
}

type Mismatch = Extract<Code, "account_mismatch" | "one_time_passcode">;

/** Whether an identity is of the kind, and from the home tenant, that the request asked for. */
function isOfKind(identity: Identity, asked: Link["request"]["account"]): boolean {
  if (identity.kind === "other") return false;
  if (asked.kind === "any") return true;
  if (identity.kind !== asked.kind) return false;
  return !asked.homeTenantId || identity.home === null || identity.home === asked.homeTenantId;
}

/**
 * Why an identity is not the one that was asked for; undefined where it is. Mailed passcodes prove a
 * mailbox and no person, so they get a privileged role only where the request says so.
 */
export function mismatchOf(identity: Identity, request: Link["request"]): Mismatch | undefined {
  const { account, access } = request;
  if (identity.kind === "passcode") {
    if (account.kind !== "any") return "account_mismatch";
    return account.oneTimePasscode || !access.some(isPrivileged) ? undefined : "one_time_passcode";
  }
  return isOfKind(identity, account) ? undefined : "account_mismatch";
}
