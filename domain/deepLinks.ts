import type { Link } from "./link";

/** Pages of the Entra admin centre, opened in the directory itself and not in the reader's own. */
const inCentre = (link: Link, view: string): string =>
  `https://entra.microsoft.com/${link.directory?.tenantId ?? ""}${view}`;

export const adminCentre = (link: Link): string => inCentre(link, "");

export const enterpriseApplications = (link: Link): string =>
  inCentre(link, "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview");

const users = "/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers";

const ofAccount = (link: Link, part: string): string =>
  inCentre(
    link,
    link.account.objectId
      ? `/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/${part}/userId/${link.account.objectId}`
      : users,
  );

/** The account's own page, or the list of users while it has no object in the directory. */
export const accountPage = (link: Link): string => ofAccount(link, "overview");

/** The page with the roles of the account, or the list of users. */
export const accountRoles = (link: Link): string => ofAccount(link, "AdministrativeRole");

/** Where whoever reads it activates a role of their own (Privileged Identity Management). */
export const ownEligibleRoles = (link: Link): string =>
  inCentre(link, "/#view/Microsoft_Azure_PIMCommon/ActivationMenuBlade/~/aadmigratedroles");

const passwordReset = (link: Link, part: string): string =>
  inCentre(link, `/#view/Microsoft_AAD_IAM/PasswordResetMenuBlade/~/${part}`);

export const resetProperties = (link: Link): string => passwordReset(link, "Properties");

export const resetOnPremises = (link: Link): string => passwordReset(link, "OnPremisesIntegration");
