import { roleTemplateId, type RoleTemplateId } from "./ids";

export interface Role {
  readonly name: string;
  readonly templateId: RoleTemplateId;
  /** What a person with this role can do, as the administrator reads it before agreeing. */
  readonly means: string;
  /** Marked as privileged in the Entra built-in roles reference. */
  readonly privileged: boolean;
}

const notPrivileged = [
  "Authentication Policy Administrator",
  "Guest Inviter",
  "Reports Reader",
] as const;

const role = (name: string, id: string, means: string): Role => ({
  name,
  templateId: roleTemplateId.parse(id),
  means,
  privileged: !notPrivileged.some((one) => one === name),
});

/** Built-in roles; template ids from the Entra built-in roles reference. */
export const globalAdministrator = role(
  "Global Administrator",
  "62e90394-69f5-4237-9190-012177145e10",
  "can do everything in this directory, also give and take roles and reset passwords",
);
export const privilegedRoleAdministrator = role(
  "Privileged Role Administrator",
  "e8611ab8-c189-46e8-94e1-60213ab1f814",
  "can give and take every role in this directory",
);
const hybridIdentityAdministrator = role(
  "Hybrid Identity Administrator",
  "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
  "can manage synchronisation with the directory on premises",
);
const authenticationPolicyAdministrator = role(
  "Authentication Policy Administrator",
  "0526716b-113d-4c15-b2c8-68e3c22b9f80",
  "can manage how people sign in and reset their passwords",
);

export const knownRoles: readonly Role[] = [
  globalAdministrator,
  privilegedRoleAdministrator,
  hybridIdentityAdministrator,
  authenticationPolicyAdministrator,
  role(
    "Privileged Authentication Administrator",
    "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
    "can reset sign-in methods of everybody, administrators too",
  ),
  role("User Administrator", "fe930be7-5e62-47db-91af-98c3a49a38b1", "can manage users and groups"),
  role(
    "Password Administrator",
    "966707d0-3269-4727-9be2-8c3a10f19b9d",
    "can reset passwords of people without privileged roles",
  ),
  role(
    "Helpdesk Administrator",
    "729827e3-9c14-49f7-bb1b-9608f156bbb8",
    "can reset passwords and manage service requests",
  ),
  role(
    "Domain Name Administrator",
    "8329153b-31d0-4727-b945-745eb3bc5f31",
    "can manage domain names",
  ),
  role(
    "Global Reader",
    "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
    "can read everything and change nothing",
  ),
  role("Guest Inviter", "95e79109-95c0-4d8e-aee3-d01accf2d47b", "can invite guests"),
  role(
    "Reports Reader",
    "4a5d8f65-41da-4de4-8968-e035b65339cf",
    "can read sign-in and audit reports",
  ),
];

/** The least roles for turning on password write-back (Entra: tasks by least privileged role). */
export const passwordWritebackRoles: readonly Role[] = [
  hybridIdentityAdministrator,
  authenticationPolicyAdministrator,
];

/** A built-in role by its name (any case) or template id. */
export function findRole(nameOrId: string): Role | undefined {
  const wanted = nameOrId.trim().toLowerCase();
  return knownRoles.find((one) => one.name.toLowerCase() === wanted || one.templateId === wanted);
}

export const roleNameOf = (templateId: string): string => findRole(templateId)?.name ?? templateId;

/** Roles whose holder may assign every role of the plan (Graph: Create unifiedRoleAssignment). */
export const mayAgree: readonly Role[] = [globalAdministrator, privilegedRoleAdministrator];

/** Who may also end an administrator's sessions and delete the guest (Graph: Delete user, revokeSignInSessions). */
export const mayEndAccess: readonly Role[] = [globalAdministrator];

export const isPrivileged = (templateId: string): boolean =>
  findRole(templateId)?.privileged ?? true;
