import { z } from "zod";
import { LinkError } from "../domain/errors";
import { objectId } from "../domain/ids";
import type { Directory, DirectoryUser } from "../domain/microsoftPorts";
import type { Graph } from "./graph";
import { isConflict } from "./graphErrors";

const listOf = <T extends z.ZodType>(item: T) => z.object({ value: z.array(item) });

const graphUser = z.object({
  id: objectId,
  createdDateTime: z.string().nullish(),
  userType: z.string().nullish(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  externalUserState: z.string().nullish(),
  externalUserStateChangeDateTime: z.string().nullish(),
  identities: z
    .array(z.object({ issuer: z.string().nullish(), signInType: z.string().nullish() }))
    .nullish(),
});
const roleAssignment = z.object({
  id: z.string(),
  roleDefinitionId: z.string().toLowerCase(),
  directoryScopeId: z.string().nullish(),
});
const wholeDirectory = "/";
const organization = z.object({
  onPremisesSyncEnabled: z.boolean().nullish(),
  onPremisesLastSyncDateTime: z.string().nullish(),
});
const sku = z.object({
  prepaidUnits: z.object({ enabled: z.number() }).nullish(),
  servicePlans: z.array(z.object({ servicePlanId: z.string().toLowerCase() })),
});
const syncFeatures = z.object({
  features: z.object({ passwordWritebackEnabled: z.boolean().nullish() }),
});

/** Service plans AAD_PREMIUM (P1) and AAD_PREMIUM_P2 (Entra: product names and service plan identifiers). */
const premiumPlans = [
  "41781fb2-bc02-4b7c-bd55-b576c07bb09d",
  "eec0eb4f-6444-4f95-aba0-50c24d67f998",
];

const userProperties = [
  ...["id", "displayName", "userPrincipalName", "mail", "createdDateTime", "userType"],
  ...["externalUserState", "externalUserStateChangeDateTime", "identities"],
].join(",");

const toUser = (user: z.infer<typeof graphUser>): DirectoryUser => ({
  objectId: user.id,
  name: user.displayName ?? "",
  userPrincipalName: user.userPrincipalName ?? "",
  mail: user.mail ?? null,
  createdAt: user.createdDateTime ?? "",
  userType: user.userType === "Guest" ? "Guest" : "Member",
  redemption:
    user.externalUserState === "PendingAcceptance"
      ? "pending"
      : user.externalUserState === "Accepted"
        ? "accepted"
        : "none",
  redeemedAt: user.externalUserStateChangeDateTime ?? null,
  identities: (user.identities ?? []).map((one) => ({
    issuer: one.issuer ?? "",
    type: one.signInType ?? "",
  })),
});

const byAddress = (address: string): string => {
  const quoted = `'${address.replaceAll("'", "''")}'`;
  const proxy = `'SMTP:${address.replaceAll("'", "''")}'`;
  return `mail eq ${quoted} or otherMails/any(m:m eq ${quoted}) or proxyAddresses/any(p:p eq ${proxy})`;
};

/** What Graph sends is read here and nowhere else. */
function read<T extends z.ZodType>(schema: T, answer: unknown): z.infer<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new LinkError(
    { code: "graph_unavailable", class: "transient" },
    "Graph answered in a form that we do not know",
    parsed.error,
  );
}

type People = Pick<Directory, "ownRoles" | "findByAddress" | "readUser" | "invite">;
type Roles = Pick<Directory, "roleAssignments" | "assignRole" | "removeRole">;
type Sync = Pick<Directory, "syncState" | "hasWritebackLicence" | "writebackFlag">;

const people = (graph: Graph): People => ({
  async ownRoles() {
    const answer = await graph("readOwnRoles", { query: { $select: "id,roleTemplateId" } });
    return read(listOf(z.object({ roleTemplateId: z.string().toLowerCase() })), answer).value.map(
      (role) => role.roleTemplateId,
    );
  },
  async findByAddress(address) {
    const answer = await graph("findUsers", {
      query: { $filter: byAddress(address), $select: userProperties },
    });
    return read(listOf(graphUser), answer).value.map(toUser);
  },
  async readUser(id) {
    return toUser(
      read(
        graphUser,
        await graph("readUser", { values: { id }, query: { $select: userProperties } }),
      ),
    );
  },
  async invite({ address, name, redirectUrl }) {
    const body = {
      invitedUserEmailAddress: address,
      inviteRedirectUrl: redirectUrl,
      sendInvitationMessage: false,
      invitedUserType: "Guest",
      ...(name ? { invitedUserDisplayName: name } : {}),
    };
    return read(
      z.object({ invitedUser: z.object({ id: objectId }) }),
      await graph("invite", { body }),
    ).invitedUser.id;
  },
});

const roles = (graph: Graph): Roles => ({
  async roleAssignments(principal) {
    const query = {
      $filter: `principalId eq '${principal}'`,
      $select: "id,roleDefinitionId,directoryScopeId",
    };
    const { value } = read(listOf(roleAssignment), await graph("listRoleAssignments", { query }));
    return value
      .filter((one) => one.directoryScopeId === wholeDirectory)
      .map((one) => ({ id: one.id, templateId: one.roleDefinitionId }));
  },
  async assignRole(principalId, roleDefinitionId) {
    const body = {
      "@odata.type": "#microsoft.graph.unifiedRoleAssignment",
      principalId,
      roleDefinitionId,
      directoryScopeId: wholeDirectory,
    };
    try {
      return read(z.object({ id: z.string() }), await graph("assignRole", { body })).id;
    } catch (error) {
      if (error instanceof LinkError && isConflict(error.cause)) return null;
      throw error;
    }
  },
  async removeRole(id) {
    try {
      await graph("removeRole", { values: { id } });
      return true;
    } catch (error) {
      if (error instanceof LinkError && error.code === "account_not_visible_yet") return false;
      throw error;
    }
  },
});

const sync = (graph: Graph): Sync => ({
  async syncState() {
    const answer = await graph("readOrganization", {
      query: { $select: "id,onPremisesSyncEnabled,onPremisesLastSyncDateTime" },
    });
    const [own] = read(listOf(organization), answer).value;
    return {
      synchronised: own?.onPremisesSyncEnabled === true,
      lastSyncAt: own?.onPremisesLastSyncDateTime ?? null,
    };
  },
  async hasWritebackLicence() {
    const { value } = read(listOf(sku), await graph("readLicences"));
    return value.some(
      (one) =>
        (one.prepaidUnits?.enabled ?? 0) > 0 &&
        one.servicePlans.some((plan) => premiumPlans.includes(plan.servicePlanId)),
    );
  },
  async writebackFlag() {
    const { value } = read(listOf(syncFeatures), await graph("readSyncFeatures"));
    return value.some((one) => one.features.passwordWritebackEnabled === true);
  },
});

/** A customer's directory through Graph with the administrator's token. */
export const createDirectory = (graph: Graph): Directory => ({
  ...people(graph),
  ...roles(graph),
  ...sync(graph),
});
