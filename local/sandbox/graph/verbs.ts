import type { GraphVerb, ImitatedCallName } from "./graphCall";
import { invite } from "./invite";
import { readLicences, readOrganization, readSyncFeatures } from "./organization";
import { readOwnRoles } from "./ownRoles";
import { assignRole, listRoleAssignments, removeRole } from "./roleAssignments";
import { sendMail } from "./sendMail";
import { findDirectory, findDirectoryById } from "./tenantInformation";
import { findUsers, readUser } from "./users";

/** One verb a call. A call added to domain/graphCalls.ts does not compile until it is imitated here. */
export const verbs: Readonly<Record<ImitatedCallName, GraphVerb>> = {
  assignRole,
  findDirectory,
  findDirectoryById,
  findUsers,
  invite,
  listRoleAssignments,
  readLicences,
  readOrganization,
  readOwnRoles,
  readSyncFeatures,
  readUser,
  removeRole,
  sendMail,
};
