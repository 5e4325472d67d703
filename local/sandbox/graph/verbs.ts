import {
  findApplication,
  findApplicationById,
  updateApplication,
  upsertApplication,
} from "./applications/applications";
import { assignAppRole, listAppRoles } from "./applications/appRoles";
import {
  addCredential,
  listCredentials,
  updateCredential,
} from "./applications/federatedCredentials";
import { listApplicationOwners, listPrincipalOwners } from "./applications/owners";
import { addGrant, listGrants, updateGrant } from "./applications/permissionGrants";
import {
  addPrincipal,
  findPrincipal,
  readPrincipal,
  updatePrincipal,
} from "./applications/principals";
import { listEligibleRoles, makeEligible } from "./eligibleRoles";
import type { GraphVerb, ImitatedCallName } from "./graphCall";
import { invite } from "./invite";
import { readInvitePolicy } from "./invitePolicy";
import { readLicences, readOrganization, readSyncFeatures } from "./organization";
import { readOwnRoles } from "./ownRoles";
import { removeGuest } from "./removeGuest";
import { revokeSessions } from "./revokeSessions";
import { assignRole, listRoleAssignments, removeRole } from "./roleAssignments";
import { listScheduledRoles, scheduleRole } from "./scheduledRoles";
import { sendMail } from "./sendMail";
import { setSyncFeatures } from "./setSyncFeatures";
import { findDirectory, findDirectoryById } from "./tenantInformation";
import { findUsers, readUser } from "./users";

/** One verb a call. A call added to domain/graphCalls.ts does not compile until it is imitated here. */
export const verbs: Readonly<Record<ImitatedCallName, GraphVerb>> = {
  addCredential,
  addGrant,
  addPrincipal,
  assignAppRole,
  assignRole,
  findApplication,
  findApplicationById,
  findDirectory,
  findDirectoryById,
  findPrincipal,
  findUsers,
  invite,
  listApplicationOwners,
  listAppRoles,
  listCredentials,
  listEligibleRoles,
  listGrants,
  listPrincipalOwners,
  listRoleAssignments,
  listScheduledRoles,
  makeEligible,
  readInvitePolicy,
  readLicences,
  readOrganization,
  readOwnRoles,
  readPrincipal,
  readSyncFeatures,
  readUser,
  removeGuest,
  removeRole,
  revokeSessions,
  scheduleRole,
  sendMail,
  setSyncFeatures,
  updateApplication,
  updateCredential,
  updateGrant,
  updatePrincipal,
  upsertApplication,
};
