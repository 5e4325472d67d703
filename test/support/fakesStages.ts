import { askedFor, planOf } from "../../domain/agreement";
import { roleTemplateId, tenantId } from "../../domain/ids";
import type { Link } from "../../domain/link";
import type { Wait } from "../../domain/wait";
import { currentEdition, planSteps, planText } from "../../domain/plan";
import { globalAdministrator } from "../../domain/roles";
import { aLink, aTenant, aWait } from "./aLink";
import { aGuestId, anAdministratorId } from "./fakesDirectory";
import { fixedKeys } from "./fakesKeys";
import { testNow } from "./fakesLinks";

export const aRole = globalAdministrator.templateId;
export const anotherRole = roleTemplateId.parse("f2ef992c-3afb-46b9-b7cf-a126ee74c451");
export const someone = {
  tenantId: tenantId.parse(aTenant),
  objectId: anAdministratorId,
  name: "Grace Adler",
};

/** The account of a link, as it begins. */
export const anAccount = (changes: Partial<Link["account"]> = {}): Link["account"] => ({
  found: null,
  inviteIntentAt: null,
  objectId: null,
  signedInAt: null,
  kind: null,
  sessionsRevokedAt: null,
  endedAs: null,
  ...changes,
});

type RoleOfLink = Link["roles"][number];

/** A role of a link, to be given for good unless said otherwise. */
export const aRoleOf = (changes: Partial<RoleOfLink> = {}): RoleOfLink => ({
  templateId: aRole,
  state: "planned",
  how: "direct",
  assignmentId: null,
  ...changes,
});

/** A link whose plan has its real hash, as makePlan writes it. */
export function aPlannedLink(overrides: Partial<Link> = {}): Link {
  const link = aLink(overrides);
  const steps = planSteps(link.request);
  const hash = fixedKeys().sha256(planText({ tenantId: aTenant, request: link.request }, steps));
  return { ...link, plan: planOf(hash, steps, currentEdition), ...overrides };
}

/** The administrator agreed to the plan a moment ago. */
export function anAgreedLink(overrides: Partial<Link> = {}): Link {
  const planned = aPlannedLink(overrides);
  const consent = {
    sessionId: "session-1",
    person: someone,
    planHash: planned.plan?.hash ?? "",
    agreed: askedFor(planned.request),
  };
  const approved: Wait = aWait({
    decision: { type: "approved", at: testNow, by: "administrator", consent },
  });
  return {
    ...planned,
    status: "preparing",
    wait: null,
    pastWaits: [approved],
    consent: { person: someone, sessionId: "session-1", at: testNow },
    ...overrides,
  };
}

/** The guest was invited and has signed in; its roles are to be given now. */
export const aSignedInLink = (overrides: Partial<Link> = {}): Link =>
  anAgreedLink({
    status: "assigningRole",
    account: anAccount({ inviteIntentAt: testNow, objectId: aGuestId, signedInAt: testNow }),
    roles: [aRoleOf()],
    ...overrides,
  });

export const cancelRequested = { by: "helpdesk", at: testNow };
