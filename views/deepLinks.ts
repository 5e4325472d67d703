import type { Link } from "../domain/link";

/** Pages of the Entra admin centre, opened in the directory itself and not in the reader's own. */
const inCentre = (link: Link, view: string): string =>
  `https://entra.microsoft.com/${link.directory?.tenantId ?? ""}${view}`;

export const adminCentre = (link: Link): string => inCentre(link, "");

export const enterpriseApplications = (link: Link): string =>
  inCentre(link, "/#view/Microsoft_AAD_IAM/StartboardApplicationsMenuBlade/~/AppAppsPreview");

const users = "/#view/Microsoft_AAD_UsersAndTenants/UserManagementMenuBlade/~/AllUsers";

/** The account's own page, or the list of users while it has no object in the directory. */
export const accountPage = (link: Link): string =>
  inCentre(
    link,
    link.account.objectId
      ? `/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/overview/userId/${link.account.objectId}`
      : users,
  );

/** The page with the roles of the account, or the list of users. */
export const accountRoles = (link: Link): string =>
  inCentre(
    link,
    link.account.objectId
      ? `/#view/Microsoft_AAD_UsersAndTenants/UserProfileMenuBlade/~/AdministrativeRole/userId/${link.account.objectId}`
      : users,
  );

export const passwordReset = (link: Link): string =>
  inCentre(link, "/#view/Microsoft_AAD_IAM/PasswordResetMenuBlade/~/Properties");
