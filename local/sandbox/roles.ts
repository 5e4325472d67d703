/** Built-in roles by template id; the ids are the same in every tenant (facts.md §4.1). */
export const roleNames: Readonly<Record<string, string>> = {
  "62e90394-69f5-4237-9190-012177145e10": "Global Administrator",
  "e8611ab8-c189-46e8-94e1-60213ab1f814": "Privileged Role Administrator",
  "7be44c8a-adaf-4e2a-84d6-ab2649e08a13": "Privileged Authentication Administrator",
  "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2": "Hybrid Identity Administrator",
  "0526716b-113d-4c15-b2c8-68e3c22b9f80": "Authentication Policy Administrator",
  "fe930be7-5e62-47db-91af-98c3a49a38b1": "User Administrator",
  "966707d0-3269-4727-9be2-8c3a10f19b9d": "Password Administrator",
  "729827e3-9c14-49f7-bb1b-9608f156bbb8": "Helpdesk Administrator",
  "8329153b-31d0-4727-b945-745eb3bc5f31": "Domain Name Administrator",
  "f2ef992c-3afb-46b9-b7cf-a126ee74c451": "Global Reader",
  "95e79109-95c0-4d8e-aee3-d01accf2d47b": "Guest Inviter",
  "4a5d8f65-41da-4de4-8968-e035b65339cf": "Reports Reader",
  "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3": "Application Administrator",
  "158c047a-c907-4556-b7ef-446551a6b5f7": "Cloud Application Administrator",
};

export const globalAdministrator = "62e90394-69f5-4237-9190-012177145e10";
export const privilegedRoleAdministrator = "e8611ab8-c189-46e8-94e1-60213ab1f814";
export const hybridIdentityAdministrator = "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2";
export const userAdministrator = "fe930be7-5e62-47db-91af-98c3a49a38b1";
export const guestInviter = "95e79109-95c0-4d8e-aee3-d01accf2d47b";
export const globalReader = "f2ef992c-3afb-46b9-b7cf-a126ee74c451";
export const helpdeskAdministrator = "729827e3-9c14-49f7-bb1b-9608f156bbb8";
export const applicationAdministrator = "9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3";
export const cloudApplicationAdministrator = "158c047a-c907-4556-b7ef-446551a6b5f7";
export const privilegedAuthenticationAdministrator = "7be44c8a-adaf-4e2a-84d6-ab2649e08a13";

/** What guests may see without a role of their own (source: "authorizationPolicy resource type"). */
export const guestRoles = {
  usual: "10dae51f-b6af-4016-8d66-8c2a99b929b3",
  restricted: "2af84b1e-32c8-42b7-82bc-daa82404023b",
};

/** Who may give consent to delegated permissions that need an administrator (facts.md §2.2). */
export const rolesThatConsent: readonly string[] = [
  globalAdministrator,
  privilegedRoleAdministrator,
  applicationAdministrator,
  cloudApplicationAdministrator,
];
