import type { SeenRequest } from "../sandbox/control/faults";
import { seenSchedule } from "../sandbox/control/seenSchedule";
import type { Sandbox } from "../sandbox/startSandbox";

type Name = string | ((request: SeenRequest) => string);

const activeRole: Name = (request) => {
  const { takes, hasEnd } = seenSchedule(request);
  if (takes) return "role taken back";
  return hasEnd ? "role given until a date" : "role given";
};

const eligibleRole: Name = (request) =>
  seenSchedule(request).takes ? "role taken back" : "role made eligible";

const names: readonly (readonly [call: RegExp, name: Name])[] = [
  [/^POST \/v1\.0\/invitations/, "invitation"],
  [/^POST .*\/roleAssignmentScheduleRequests/, activeRole],
  [/^POST .*\/roleEligibilityScheduleRequests/, eligibleRole],
  [/^POST \/v1\.0\/roleManagement/, "role given"],
  [/^DELETE \/v1\.0\/roleManagement/, "role taken back"],
  [/^POST \/v1\.0\/users\/[^/]+\/revokeSignInSessions/, "sessions ended"],
  [/^DELETE \/v1\.0\/users\//, "guest removed"],
  [/^PATCH \/v1\.0\/directory\/onPremisesSynchronization/, "flag set"],
];

const isChange = ({ method, token, status }: SeenRequest): boolean =>
  method !== "GET" && token === "delegated" && status < 300;

/** What the app changed in a customer's directory, counted: "1 × invitation, 1 × role given". */
export function changesMade(sandbox: Pick<Sandbox, "requests">): string {
  const counts = new Map<string, number>();
  for (const request of sandbox.requests().filter(isChange)) {
    const name = nameOf(request);
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${String(count)} × ${name}`).join(", ") || "none";
}

function nameOf(request: SeenRequest): string {
  const call = `${request.method} ${request.path}`;
  const name = names.find(([shape]) => shape.test(call))?.[1] ?? call;
  return typeof name === "string" ? name : name(request);
}
