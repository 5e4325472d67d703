import { graphCalls, type GraphCall } from "../domain/graphCalls";
import { code, markdownTable } from "./markdown";
import { permissionWords } from "./permissionWords";

/** How each application permission is kept to what the product needs. */
const limits: Readonly<Record<string, string>> = {
  "CrossTenantInformation.ReadBasic.All":
    "To name and default domain of directories, which is all that it reads; there is no narrower one. `npm run registrations -- --identity …` gives it to the managed identity",
  "Mail.Send":
    "To the one mailbox. It is not given as this permission, which would be every mailbox of the directory, but by Exchange's role `Application Mail.Send` with a scope of that mailbox: `infra/mailPermission.ps1` gives it, and tests that another mailbox is refused. `npm run registrations` warns where the identity holds the wide one",
};

const call = ({ method, path }: GraphCall): string => code(`${method} /v1.0${path}`);
const ownCalls = Object.values<GraphCall>(graphCalls).filter(({ token }) => token === "product");

const ownTable = (): string =>
  markdownTable(
    ["Permission", "Microsoft's words", "The call, and why", "How it is limited"],
    ownCalls.map((one) => [
      code(one.scope),
      permissionWords(one.scope).shownAs ?? "",
      `${call(one)}, to ${one.why}: the least that Microsoft names for it`,
      limits[one.scope] ?? "",
    ]),
  );

/** What the programs of a deployment do with the deployer's own rights, and who may. */
const deployer = [
  [
    "`npm run registrations`",
    "make and read the two registrations, their service principals and federated credentials; consent to the operators' sign-in (`openid profile`)",
    "Cloud Application Administrator (Application Administrator also serves)",
    "`Application.ReadWrite.All`, `DelegatedPermissionGrant.ReadWrite.All`",
  ],
  [
    "the same with `--identity`",
    "give the managed identity its one permission of Microsoft Graph, the first time",
    "Privileged Role Administrator: nobody less may give an application a permission of Graph",
    "`AppRoleAssignment.ReadWrite.All`",
  ],
  [
    "`npm run keys`",
    "write the vault's secrets, through Azure Resource Manager. Neither values nor older versions can be read that way",
    "Key Vault Contributor (or Contributor) on the resource group",
    "`user_impersonation` of Azure Resource Manager",
  ],
  [
    "`infra/mailPermission.ps1`",
    "let the identity send from the one mailbox",
    "Exchange Administrator",
    "Exchange Online PowerShell",
  ],
  [
    "`azd provision`",
    "make the resource group with its resources, and the identity's roles on them",
    "Contributor, and Role Based Access Control Administrator, on the subscription",
    "`user_impersonation` of Azure Resource Manager",
  ],
];

/** The parts of docs/permissions.md about the tenant that runs the product: none of it reaches a customer. */
export const homePermissions = (): string[] => [
  "## The product's own, in its home tenant",
  "Whose token: the product's (application permissions of its managed identity), never valid in a customer's directory. Given once, by whoever runs the product. There is no client secret and no certificate: both registrations trust the identity's token (federated credential), which only Azure can issue and only to the app.",
  ownTable(),
  "What the identity may do in Azure (tables, queues and blobs of the app's storage, reading secrets of its vault, sending telemetry) are data roles on those resources alone; `infra/` has each with its reason.",
  "Operators and callers' applications get roles of the registration _api_ by assignment (`Links.Operate`; `Links.Request`, `Links.Read`). Assignment is required there: Entra gives nobody a token who has none, and the product looks at the roles once more.",
  "## Whoever deploys",
  "Each program acts with the token of the person who is signed in (`az login` or `azd auth login`), for as long as it runs; nothing is given to an application for it. The permissions in the last column are those that Microsoft's own command lines have; what they allow is decided by the person's roles.",
  markdownTable(["Program", "What it does", "Role of the person", "By"], deployer),
];
