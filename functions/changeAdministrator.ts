import type { Link } from "../domain/link";
import type { Decision } from "../domain/wait";
import { linkView } from "../domain/linkView";
import { errorsOf } from "../domain/fieldErrors";
import { administratorOf } from "../domain/request";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole } from "./authenticate";
import type { ActionPorts } from "./cancelLink";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { readJson } from "./linkRequestBody";
import { ownLink } from "./ownLink";

const allowedIn = ["awaitingConsent", "needsOperator (not_the_administrator)", "ending"];

/** What naming another administrator decides: an open question moves on, a parked link asks anew. */
function decides({ wait, parked }: Link): Decision["type"] | undefined {
  if (wait?.what === "consent" || wait?.what === "end") return "forwarded";
  return wait?.what === "operator" && parked?.code === "not_the_administrator"
    ? "retry"
    : undefined;
}

/** Every change is a mail to somebody, and a row has no room for endless ones. */
const mostNamed = 10;
const mayChange = ({ pastWaits, ending }: Link): boolean =>
  pastWaits.filter(({ what, decision }) => decision?.to && (what === "end") === (ending !== null))
    .length < mostNamed;

/** `POST /api/v1/links/{id}/administrator`: asks somebody else; the earlier mailed link is dead then. */
export const createChangeAdministrator = (ports: ActionPorts): Door =>
  asApi(async (request, context) => {
    const caller = await authenticate(request, ports);
    requireRole(caller, "Links.Request", "Links.Operate");
    const link = await ownLink(request, ports.links, caller);
    const parsed = administratorOf.safeParse(await readJson(request), { reportInput: true });
    if (!parsed.success)
      throw new Problem(400, "invalid_request", {
        detail: "Correct the fields named in errors.",
        errors: errorsOf(parsed.error),
      });
    const { email, name } = parsed.data;
    const isAsked = email === link.administrator.email;
    const isNamed = link.wait?.decision?.to?.email === email;
    if (isNamed || (isAsked && ["awaitingConsent", "ending"].includes(link.status)))
      return json(202, linkView(link));
    const type = mayChange(link) && !isAsked ? decides(link) : undefined;
    const detail = `A link that is ${link.status} cannot ask this administrator now, or was passed on too often.`;
    if (!type || !link.wait) throw new Problem(409, "not_in_this_state", { detail, allowedIn });
    const to = { email, ...(name ? { name } : {}) };
    const decision: Decision = { type, at: ports.now(), by: caller.id, to };
    const question = { linkId: link.id, n: link.wait.n, decision };
    const refused = await decideWait(ports, question, context);
    if (refused)
      throw new Problem(409, refused, { detail: "This question was answered meanwhile." });
    return json(202, linkView((await ports.links.read(link.id)) ?? link));
  });
