import { asAgreed } from "../../domain/agreement";
import { graphCalls, type GraphCall, type GraphCallName } from "../../domain/graphCalls";
import type { Link } from "../../domain/link";
import {
  endSteps,
  ownSubscriptionSteps,
  planScopes,
  planSteps,
  type PlanStep,
} from "../../domain/plan";
import type { SeenRequest } from "../sandbox/control/faults";

export type SeenCall = Pick<
  SeenRequest,
  "at" | "method" | "path" | "token" | "tenantId" | "scopes"
>;

const prefix = "/v1.0";
/** Who somebody is, and a session: asked besides the scopes of a plan. */
const alwaysAllowed: readonly string[] = ["openid", "profile", "offline_access", "User.Read"];
const subscriptions = { call: "GET /subscriptions", scope: "user_impersonation" };

const pathOnly = (path: string): string => path.split("?")[0] ?? "";
const quoted = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, "\\$&");

/** Whether a path, without its query, is this template with values in its places. */
const fits = (template: string, path: string): boolean =>
  new RegExp(`^${quoted(template).replace(/\{[^}]+\}/g, "[^/]+")}$`).test(path);

/** The call of domain/graphCalls.ts that a request is; undefined for one that the product does not declare. */
export function callOf(request: Pick<SeenCall, "method" | "path">): GraphCallName | undefined {
  if (!request.path.startsWith(`${prefix}/`)) return undefined;
  const path = pathOnly(request.path).slice(prefix.length);
  const names = Object.keys(graphCalls) as GraphCallName[];
  return names.find(
    (name) => graphCalls[name].method === request.method && fits(graphCalls[name].path, path),
  );
}

const ownDecision = ({ pastWaits, wait }: Link) =>
  [...pastWaits, ...(wait ? [wait] : [])].findLast(
    (one) => one.decision?.type === "ownSubscription",
  )?.decision;

/** What was agreed to be done: the plan, or the checks for who manages it with a subscription of their own. */
function agreedSteps(link: Link): PlanStep[] {
  const own = ownDecision(link);
  if (!own) return link.plan ? planSteps(link.request, link.plan.edition) : [];
  const agreed = own.consent?.agreed;
  return ownSubscriptionSteps(agreed ? asAgreed(link.request, agreed) : link.request);
}

/** What the end was to do, as it stood when it began: roles that it took were given then. */
const stepsOfEnd = (link: Link): PlanStep[] =>
  link.ending
    ? endSteps({
        ...link,
        roles: link.roles.map((role) =>
          role.state === "removed" ? { ...role, state: "assigned" as const } : role,
        ),
      })
    : [];

const hasBegunToEnd = ({ ending }: Link, at: string): boolean =>
  ending !== null && Date.parse(at) >= Date.parse(ending.at);

function wrongWith(request: SeenCall, link: Link): string[] {
  const name = callOf(request);
  if (!name) return isOwnSubscriptions(request, link) ? [] : ["no call of the product"];
  const steps = hasBegunToEnd(link, request.at) ? stepsOfEnd(link) : agreedSteps(link);
  const call: GraphCall = graphCalls[name];
  const asked = [
    ...alwaysAllowed,
    ...planScopes(agreedSteps(link)),
    ...planScopes(stepsOfEnd(link)),
  ];
  const spare = request.scopes.filter((scope) => !asked.includes(scope));
  return [
    ...(request.tenantId === link.directory?.tenantId ? [] : ["in another directory"]),
    ...(steps.some(({ calls }) => calls.includes(name)) ? [] : ["in no step of the plan"]),
    ...([call.scope, ...call.alsoAllowedBy].some((scope) => request.scopes.includes(scope))
      ? []
      : ["no scope of the token allows it"]),
    ...(spare.length > 0 ? [`nobody asked for ${spare.join(" ")}`] : []),
  ];
}

/** Azure's own list, for who said that they manage it with a subscription of theirs. */
const isOwnSubscriptions = (request: SeenCall, link: Link): boolean =>
  `${request.method} ${pathOnly(request.path)}` === subscriptions.call &&
  request.scopes.every((scope) => scope.endsWith(`/${subscriptions.scope}`)) &&
  ownDecision(link) !== undefined;

/** A path without its values, so that the same call is counted together. */
const plain = (request: SeenCall): string => {
  const name = callOf(request);
  return `${request.method} ${name ? graphCalls[name].path : pathOnly(request.path)}`;
};

/** Calls with somebody's own rights that the link's plan does not have, each with what is wrong with it. */
export function callsBeyond(requests: readonly SeenCall[], link: Link): string[] {
  const wrong = requests
    .filter(({ token }) => token === "delegated")
    .flatMap((request) => wrongWith(request, link).map((why) => `${plain(request)}: ${why}`));
  return [...new Set(wrong)];
}
