import type { Person } from "./facts";
import { tenantIds } from "./ids";

/** Everybody who can be chosen on the sign-in page. */
export const people: readonly Person[] = [
  {
    id: "grace",
    name: "Grace Adler",
    address: "admin@contoso.onmicrosoft.com",
    kind: "work",
    homeTenantId: tenantIds.contoso,
    about: "Global Administrator of Contoso",
  },
  {
    id: "uwe",
    name: "Uwe Schmidt",
    address: "uwe@contoso.com",
    kind: "work",
    homeTenantId: tenantIds.contoso,
    about: "an ordinary user of Contoso",
  },
  {
    id: "petra",
    name: "Petra Pimm",
    address: "petra@adatum.onmicrosoft.com",
    kind: "work",
    homeTenantId: tenantIds.adatum,
    about: "Global Administrator of Adatum, for the hours she activates the role",
  },
  {
    id: "lena",
    name: "Lena Litt",
    address: "admin@litware.onmicrosoft.com",
    kind: "work",
    homeTenantId: tenantIds.litware,
    about: "Global Administrator of Litware",
  },
  {
    id: "paula",
    name: "Paula Ortiz",
    address: "partner.ops@outlook.com",
    kind: "personal",
    homeTenantId: tenantIds.consumers,
    about: "an outside Microsoft account",
  },
  {
    id: "wanda",
    name: "Wanda Work",
    address: "wanda@partner.example",
    kind: "work",
    homeTenantId: tenantIds.partner,
    about: "an outside work account, of Partner Ltd",
  },
  {
    id: "olga",
    name: "Olga Ops",
    address: "olga@fabrikam.example",
    kind: "work",
    homeTenantId: tenantIds.fabrikam,
    about: "an operator of Fabrikam, who runs this product",
  },
];
