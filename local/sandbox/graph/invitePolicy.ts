import { requireReader } from "./access";
import type { GraphVerb } from "./graphCall";
import { onlyOptions, pick, selected } from "./query";
import { propertyNames } from "./types";

/** One object, no collection (source: "Get authorizationPolicy"). */
export const readInvitePolicy: GraphVerb = (call) => {
  onlyOptions(call.query, "$select");
  requireReader(call);
  const names = selected(call.query, "authorizationPolicy", propertyNames("authorizationPolicy"));
  const { allowInvitesFrom, guestUserRoleId, usersMayConsent } = call.caller.tenant;
  const policy = {
    id: "authorizationPolicy",
    displayName: "Authorization Policy",
    description: "Used to manage authorization related settings across the company.",
    allowInvitesFrom,
    guestUserRoleId,
    allowedToSignUpEmailBasedSubscriptions: true,
    allowedToUseSSPR: true,
    allowEmailVerifiedUsersToJoinOrganization: false,
    allowUserConsentForRiskyApps: false,
    blockMsolPowerShell: false,
    defaultUserRolePermissions: {
      allowedToCreateApps: true,
      allowedToCreateSecurityGroups: true,
      allowedToReadOtherUsers: true,
      permissionGrantPoliciesAssigned: usersMayConsent
        ? ["ManagePermissionGrantsForSelf.microsoft-user-default-low"]
        : [],
    },
  };
  return { status: 200, body: pick(policy, names) };
};
