import { z } from "zod";
import type { SeenRequest } from "../sandbox/control/faults";
import { seenSchedule } from "../sandbox/control/seenSchedule";
import { roleNames } from "../sandbox/roles";
import type { Line } from "./layout";
import { momentWords } from "./storyTime";

type Words = string | ((request: SeenRequest) => string);

const text = (request: SeenRequest, field: string): string => {
  const value = (request.body as Readonly<Record<string, unknown>> | null)?.[field];
  return typeof value === "string" ? value : "?";
};

const role = (request: SeenRequest): string => {
  const id = text(request, "roleDefinitionId");
  return roleNames[id] ?? id;
};

const domainOf = ({ path }: SeenRequest): string =>
  /domainName='([^']+)'/.exec(decodeURIComponent(path))?.[1] ?? "the domain";

/** A role that is given until a date, or taken back before it. */
const scheduledRole = (request: SeenRequest): string => {
  const { takes, until } = seenSchedule(request);
  if (takes) return `takes the role ${role(request)} back`;
  const end = until === null ? "" : ` until ${momentWords(until)}`;
  return `gives the guest the role ${role(request)}${end}`;
};

const eligibleRole = (request: SeenRequest): string =>
  seenSchedule(request).takes
    ? `ends that the guest may activate the role ${role(request)}`
    : `lets the guest activate the role ${role(request)}`;

/** What each call means to a reader; the first that fits counts. */
const meanings: readonly (readonly [method: string, path: RegExp, words: Words])[] = [
  ["GET", /findTenantInformation/, (call) => `looks up ${domainOf(call)}`],
  ["GET", /^\/me\/transitiveMemberOf/, "checks that the administrator still is one"],
  ["GET", /^\/users\?/, "looks for the outside account"],
  ["GET", /^\/users\//, "reads which identity the guest has"],
  ["POST", /^\/users\/[^/]+\/revokeSignInSessions/, "ends the sessions of the guest"],
  ["DELETE", /^\/users\//, "removes the guest"],
  ["GET", /^\/policies\/authorizationPolicy/, "checks who may invite guests"],
  ["POST", /^\/invitations/, (call) => `invites ${text(call, "invitedUserEmailAddress")} as guest`],
  ["GET", /roleAssignments/, "lists the roles of the guest"],
  ["POST", /roleAssignments/, (call) => `gives the guest the role ${role(call)}`],
  ["DELETE", /roleAssignments/, "takes the role back"],
  ["GET", /roleAssignmentScheduleInstances/, "lists the roles of the guest with their end dates"],
  ["POST", /roleAssignmentScheduleRequests/, scheduledRole],
  ["GET", /roleEligibilityScheduleInstances/, "lists the roles that the guest may activate"],
  ["POST", /roleEligibilityScheduleRequests/, eligibleRole],
  ["GET", /^\/organization/, "checks synchronisation with on premises"],
  ["GET", /^\/subscribedSkus/, "checks the licences"],
  ["GET", /onPremisesSynchronization/, "checks the write-back flag"],
  ["PATCH", /onPremisesSynchronization/, "sets the write-back flag"],
  ["GET", /^\/subscriptions\?/, "looks for Azure subscriptions of the administrator"],
];

/** A fresh guest that Graph does not show yet. */
export const isNotVisibleYet = (request: SeenRequest): boolean =>
  request.method === "GET" && request.status === 404 && request.path.startsWith("/v1.0/users/");

/** Without the licence even looking is refused, and nobody can be eligible. */
const lacksLicence = ({ method, status, path }: SeenRequest): boolean =>
  method === "GET" && status === 400 && path.includes("EligibilityScheduleInstances");

const isBusy = ({ status }: SeenRequest): boolean => status === 429 || status === 503;

function outcome(request: SeenRequest, isRemoved: boolean): string {
  if (isBusy(request)) return `: not now, Microsoft is busy (${String(request.status)})`;
  if (isRemoved && request.status === 404) return ": it is gone";
  if (isNotVisibleYet(request)) return ": not visible yet, Microsoft is still copying it";
  if (lacksLicence(request)) return ": answered 400, as without Entra ID P2";
  return request.status < 400 ? "" : `: refused with ${String(request.status)}`;
}

/** What the app did in a directory, or which mail it sent. */
export function graphLine(request: SeenRequest, directory: string, isRemoved = false): Line {
  const path = request.path.replace(/^\/v1\.0/, "");
  if (path.endsWith("/sendMail")) return mailLine(request);
  const found = meanings.find(([method, shape]) => method === request.method && shape.test(path));
  const words = found?.[2] ?? `calls ${request.method} ${path}`;
  const isWrong = request.status >= 400 && !isNotVisibleYet(request) && !lacksLicence(request);
  const isChange = request.method !== "GET" && request.status < 400;
  return {
    kind: isWrong ? "wrong" : isChange ? "change" : "directory",
    who: `app → ${directory}`,
    words: (typeof words === "string" ? words : words(request)) + outcome(request, isRemoved),
  };
}

const sentMail = z.object({
  message: z.object({
    subject: z.string(),
    toRecipients: z.array(z.object({ emailAddress: z.object({ address: z.string() }) })),
  }),
});

function mailLine(request: SeenRequest): Line {
  const { message } = sentMail.parse(request.body);
  const to = message.toRecipients.map((one) => one.emailAddress.address).join(", ");
  const words = `to ${to}: “${message.subject}”${outcome(request, false)}`;
  return { kind: request.status < 400 ? "mail" : "wrong", who: "mail", words };
}
