import { z } from "zod";
import { objectId } from "../domain/ids";
import type { Directory, DirectoryUser } from "../domain/microsoftPorts";
import type { Graph } from "./graph";
import { listOf, readGraph } from "./readGraph";

const graphUser = z.object({
  id: objectId,
  createdDateTime: z.string().nullish(),
  userType: z.string().nullish(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  mail: z.string().nullish(),
  otherMails: z.array(z.string()).nullish(),
  externalUserState: z.string().nullish(),
  externalUserStateChangeDateTime: z.string().nullish(),
  identities: z
    .array(z.object({ issuer: z.string().nullish(), signInType: z.string().nullish() }))
    .nullish(),
});
const userProperties = [
  ...["id", "displayName", "userPrincipalName", "mail", "otherMails", "createdDateTime"],
  "userType",
  ...["externalUserState", "externalUserStateChangeDateTime", "identities"],
].join(",");

const toUser = (user: z.infer<typeof graphUser>): DirectoryUser => ({
  objectId: user.id,
  name: user.displayName ?? "",
  userPrincipalName: user.userPrincipalName ?? "",
  mail: user.mail ?? null,
  otherMails: user.otherMails ?? [],
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
  return `mail eq ${quoted} or userPrincipalName eq ${quoted} or otherMails/any(m:m eq ${quoted}) or proxyAddresses/any(p:p eq ${proxy})`;
};

type People = Pick<
  Directory,
  "ownRoles" | "invitePolicy" | "findByAddress" | "readUser" | "invite"
>;

/** Users and invitations of a directory (Graph: user, invitation). */
export const createPeople = (graph: Graph): People => ({
  async ownRoles() {
    const answer = await graph("readOwnRoles", { query: { $select: "id,roleTemplateId" } });
    return readGraph(
      listOf(z.object({ roleTemplateId: z.string().toLowerCase() })),
      answer,
    ).value.map((role) => role.roleTemplateId);
  },
  async invitePolicy() {
    const answer = await graph("readInvitePolicy", { query: { $select: "id,allowInvitesFrom" } });
    return readGraph(z.object({ allowInvitesFrom: z.string() }), answer).allowInvitesFrom;
  },
  async findByAddress(address) {
    const answer = await graph("findUsers", {
      query: { $filter: byAddress(address), $select: userProperties },
    });
    return readGraph(listOf(graphUser), answer).value.map(toUser);
  },
  async readUser(id) {
    return toUser(
      readGraph(
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
    return readGraph(
      z.object({ invitedUser: z.object({ id: objectId }) }),
      await graph("invite", { body }),
    ).invitedUser.id;
  },
});
