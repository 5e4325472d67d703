import { randomUUID } from "node:crypto";
import { graphTime } from "../context";
import { activeRoles } from "../entra/tenants";
import type { DirectoryUser } from "../facts";
import { globalAdministrator, guestInviter, userAdministrator } from "../roles";
import { initialDomain } from "../newTenant";
import { checkBody, requiredText, type GraphObject } from "./checkBody";
import { badRequest, denied, notImitated } from "./graphError";
import { userOf, type GraphVerb, type ReceivedCall } from "./graphCall";
import { checkInvitedAddress } from "./invitedAddress";
import { onlyOptions } from "./query";

const inviters = [globalAdministrator, userAdministrator, guestInviter];

export const invite: GraphVerb = (call) => {
  onlyOptions(call.query);
  const body = checkBody(call.body, "invitation");
  const address = requiredText(body, "invitedUserEmailAddress");
  const redirectUrl = requiredText(body, "inviteRedirectUrl");
  refuseWhatIsNotImitated(body);
  checkInviter(call);
  checkInvitedAddress(call.caller.tenant, address);
  const user = createGuest(call, { address, name: body["invitedUserDisplayName"] });
  call.caller.tenant.users.push(user);
  const redeemUrl = new URL(`${call.context.origin}/redeem`);
  redeemUrl.searchParams.set("rd", `${redirectUrl}#${randomUUID()}`);
  return {
    status: 201,
    body: {
      id: randomUUID(),
      inviteRedeemUrl: redeemUrl.href,
      invitedUserDisplayName: user.displayName,
      invitedUserType: "Guest",
      invitedUserEmailAddress: address,
      sendInvitationMessage: false,
      resetRedemption: false,
      inviteRedirectUrl: redirectUrl,
      status: "PendingAcceptance",
      invitedUserMessageInfo: body["invitedUserMessageInfo"] ?? null,
      invitedUser: { id: user.id },
    },
  };
};

function refuseWhatIsNotImitated(body: GraphObject): void {
  for (const name of ["id", "status", "inviteRedeemUrl"]) {
    if (body[name] !== undefined)
      throw badRequest(`Property '${name}' is read-only and cannot be set.`);
  }
  for (const name of ["sendInvitationMessage", "resetRedemption"]) {
    if (body[name] === true) throw notImitated(`an invitation with '${name}'`);
  }
  if ((body["invitedUserType"] ?? "Guest") !== "Guest")
    throw notImitated("an invitation as anything but a guest");
}

/** The tenant's setting says who may invite (facts.md §3.4). */
function checkInviter(call: ReceivedCall): void {
  const { tenant } = call.caller;
  const user = userOf(call);
  const isInviter = activeRoles(call.context, tenant, user.id).some((role) =>
    inviters.includes(role),
  );
  const allowed = {
    none: false,
    adminsAndGuestInviters: isInviter,
    adminsGuestInvitersAndAllMembers: isInviter || user.userType === "Member",
    everyone: true,
  }[tenant.allowInvitesFrom];
  if (allowed) return;
  throw denied(
    "Guest invitations not allowed for your company. Contact your company administrator for more details.",
  );
}

/** The guest exists at once, but Graph may not find it for a while. */
function createGuest(
  call: ReceivedCall,
  { address, name }: { address: string; name: unknown },
): DirectoryUser {
  const { context, caller } = call;
  const now = context.now();
  const domain = initialDomain(caller.tenant);
  const userPrincipalName = `${address.replace("@", "_")}#EXT#@${domain}`;
  return {
    id: randomUUID(),
    personId: null,
    displayName:
      typeof name === "string" && name !== "" ? name : (address.split("@")[0] ?? address),
    userPrincipalName,
    mail: address,
    otherMails: [address],
    proxyAddresses: [`SMTP:${address}`],
    userType: "Guest",
    accountEnabled: true,
    createdDateTime: graphTime(now),
    creationType: "Invitation",
    externalUserState: "PendingAcceptance",
    externalUserStateChangeDateTime: graphTime(now),
    identities: [
      { signInType: "userPrincipalName", issuer: domain, issuerAssignedId: userPrincipalName },
    ],
    signInSessionsValidFromDateTime: graphTime(now),
    visibleFrom: new Date(now.getTime() + context.facts.settings.freshGuestDelayMs).toISOString(),
    hasMailbox: false,
  };
}
