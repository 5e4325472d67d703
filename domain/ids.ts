import { z } from "zod";

/** A directory (tenant) of Microsoft Entra: a GUID, lower case. */
export const tenantId = z.guid().toLowerCase().brand<"TenantId">();
export type TenantId = z.infer<typeof tenantId>;

/** An object of one directory: a user, a role assignment's principal. */
export const objectId = z.guid().toLowerCase().brand<"ObjectId">();
export type ObjectId = z.infer<typeof objectId>;

/** The template id of a built-in directory role, the same in every tenant. */
export const roleTemplateId = z.guid().toLowerCase().brand<"RoleTemplateId">();
export type RoleTemplateId = z.infer<typeof roleTemplateId>;

/** A link and its orchestration instance: 128 random bits, base32, lower case. */
export const linkId = z
  .string()
  .regex(/^[a-z2-7]{26}$/)
  .brand<"LinkId">();
export type LinkId = z.infer<typeof linkId>;
