import type { HttpRequest, InvocationContext } from "@azure/functions";
import { actionBodies, type ActionBody } from "../domain/actionBodies";
import { actions, mayDo, type Action } from "../domain/actions";
import { errorsOf } from "../domain/fieldErrors";
import type { Link } from "../domain/link";
import { linkView } from "../domain/linkView";
import type { ActionCall, ActionPorts } from "./actions/action";
import { cancel } from "./actions/cancel";
import { end } from "./actions/end";
import { erase } from "./actions/erase";
import { extend } from "./actions/extend";
import { nameAdministrator } from "./actions/nameAdministrator";
import { resend } from "./actions/resend";
import { retry } from "./actions/retry";
import type { ApiDoor } from "./apiRoutes";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { Door } from "./doors";
import { readJson } from "./linkRequestBody";
import { ownLink } from "./ownLink";
import { tellSoon } from "./tellSoon";

type Perform<A extends Action> = (
  ports: ActionPorts,
  link: Link,
  call: ActionCall & { readonly body: ActionBody<A> },
) => Promise<Link>;

/** Each action with the body that callers send for it. */
const perform: { readonly [A in Action]: Perform<A> } = {
  cancel,
  resend,
  retry,
  administrator: (ports, link, { body, ...call }) =>
    nameAdministrator(ports, link, { ...call, administrator: body }),
  extend: (ports, link, { body, ...call }) => extend(ports, link, { ...call, days: body.days }),
  end: (ports, link, { body, ...call }) =>
    end(ports, link, { ...call, administrator: body.administrator }),
  erase,
};

/** One action as a caller or an operator asked for it. */
export interface AskedAction<A extends Action = Action> {
  readonly action: A;
  readonly body: ActionBody<A>;
  /** A caller's id, or `operator:{oid}`. */
  readonly by: string;
  readonly context: InvocationContext;
}

/** Does it, whoever asked; lists, feed and ticket hear of it also where no step of the story follows. */
export async function act<A extends Action>(
  ports: ActionPorts,
  link: Link,
  { action, body, ...call }: AskedAction<A>,
): Promise<Link> {
  const reason = "reason" in body ? body.reason : undefined;
  if (mayDo(link, action)) await tellSoon(ports, link);
  return perform[action](ports, link, { ...call, reason, body });
}

/** What was sent, as the action takes it; throws a Problem that names the wrong fields. */
export function parseBody<A extends Action>(action: A, sent: unknown): ActionBody<A> {
  const parsed = actionBodies[action].safeParse(sent, { reportInput: true });
  if (parsed.success) return parsed.data as ActionBody<A>;
  throw new Problem(400, "invalid_request", {
    detail: "Correct the fields named in errors.",
    errors: errorsOf(parsed.error),
  });
}

const isEmpty = (request: HttpRequest): boolean =>
  request.body === null || request.headers.get("content-length") === "0";

/** `POST /api/v1/links/{id}/{action}`: the caller's own link, or anybody's for an operator. */
export const createActionDoor = <A extends Action>(ports: ActionPorts, action: A): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const body = parseBody(action, isEmpty(request) ? {} : await readJson(request));
    return json(202, linkView(await act(ports, link, { action, body, by: caller.id, context })));
  });

const names: Readonly<Record<Action, string>> = {
  cancel: "cancelLink",
  resend: "resendMail",
  retry: "retryLink",
  administrator: "changeAdministrator",
  extend: "extendDeadline",
  end: "endAccess",
  erase: "eraseNames",
};

/** What callers and operators may do with a link. */
export const actionDoors = (ports: ActionPorts): readonly ApiDoor[] =>
  actions.map((action) => ({
    name: names[action],
    methods: ["POST"],
    route: `api/v1/links/{id}/${action}`,
    query: [],
    handler: createActionDoor(ports, action),
  }));
