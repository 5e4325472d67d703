import { createHash } from "node:crypto";

/** Directories of the stories; every object in one begins with the same eight digits. */
export const tenantIds = {
  fabrikam: "fab00000-0000-4000-8000-000000000000",
  contoso: "c0200000-0000-4000-8000-000000000000",
  adatum: "ada00000-0000-4000-8000-000000000000",
  litware: "11200000-0000-4000-8000-000000000000",
  partner: "9a200000-0000-4000-8000-000000000000",
  agency: "a9e00000-0000-4000-8000-000000000000",
  tailspin: "7a115000-0000-4000-8000-000000000000",
  wingtip: "21190000-0000-4000-8000-000000000000",
  alpine: "a1b10000-0000-4000-8000-000000000000",
  /** All personal Microsoft accounts; Microsoft's own id, the same everywhere. */
  consumers: "9188040d-6c67-4c5b-b112-36a304b66dad",
} as const;

export type TenantName = keyof typeof tenantIds;

export const linkClientId = "fab00000-0000-4000-8000-00000000a001";
/** The *api* registration of the product, and the application that the ticketing system signs in with. */
export const apiClientId = "fab00000-0000-4000-8000-00000000a002";
export const ticketAppId = "fab00000-0000-4000-8000-00000000a003";
/** What the ticketing system proves itself with at Entra; good for this sandbox only. */
export const ticketAppSecret = "sandbox~ticket-system-secret";
export const identityClientId = "fab00000-0000-4000-8000-00000000b001";
export const identityPrincipalId = "fab00000-0000-4000-8000-00000000b002";
export const mailSender = "links@fabrikam.example";

/** A GUID that follows from words, so that ids are the same in every run. */
export function guidFrom(...words: string[]): string {
  const hex = createHash("sha256").update(words.join("\n")).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
