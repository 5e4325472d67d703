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
  assignRole,
  findDirectory,
  findDirectoryById,
  findUsers,
  invite,
  listEligibleRoles,
  listRoleAssignments,
  listScheduledRoles,
  makeEligible,
  readInvitePolicy,
  readLicences,
  readOrganization,
  readOwnRoles,
  readSyncFeatures,
  readUser,
  removeGuest,
  removeRole,
  revokeSessions,
  scheduleRole,
  sendMail,
  setSyncFeatures,
};
