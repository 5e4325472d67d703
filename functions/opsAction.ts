import { isAction } from "../domain/actions";
import type { FieldError } from "../domain/fieldErrors";
import type { Link } from "../domain/link";
import { actionPage } from "../views/ops/actionPage";
import { parseBody, type AskedAction } from "./actionDoors";
import { Problem } from "./api";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { asOps, opsForm, showOps, type Visit } from "./opsAnswer";
import { caseOf, type CasePorts } from "./opsCase";
import { bodyOf, valuesOf, wrongBy } from "./opsActionFields";
import { backWithNote } from "./opsDone";

export interface OpsActionPorts extends CasePorts {
  /** The very actions of the API: throws a `Problem` where the link does not take it. */
  readonly act: (link: Link, asked: AskedAction) => Promise<Link>;
}

async function opened({ request }: Visit, { links }: OpsActionPorts) {
  const action = request.params["action"];
  if (!isAction(action))
    throw new Problem(404, "not_found", { detail: "There is no such action." });
  noteDoor(request, { action });
  return { action, link: await caseOf(request, links) };
}

/** `GET /ops/links/{id}/{action}`: says what will happen; changes nothing. */
export const createOpsActionPage = (ports: OpsActionPorts): Door =>
  asOps(ports, async (visit) => {
    const { action, link } = await opened(visit, ports);
    if (!ports.allowedActions(link).includes(action))
      throw new Problem(409, "not_in_this_state", {
        detail: "The case does not allow this as it is now.",
      });
    return showOps(actionPage({ viewer: visit.viewer, link, action, values: {}, wrong: {} }));
  });

/** What the form can correct; any other refusal is passed on. */
function wrongFields(error: unknown): ReturnType<typeof wrongBy> {
  const errors = error instanceof Problem ? error.more["errors"] : undefined;
  const wrong = Array.isArray(errors) ? wrongBy(errors as FieldError[]) : {};
  if (Object.keys(wrong).length === 0) throw error;
  return wrong;
}

/** `POST /ops/links/{id}/{action}`: does it, in the operator's name and with their reason. */
export const createOpsActionForm = (ports: OpsActionPorts): Door =>
  asOps(ports, async (visit) => {
    const form = await opsForm(ports, visit);
    const { action, link } = await opened(visit, ports);
    const { request, viewer, caller: by, context } = visit;
    const values = valuesOf(form);
    try {
      const body = parseBody(action, bodyOf(action, values));
      // A repeat of what took effect answers the same, so whether it is allowed is left to the action.
      await ports.act(link, { action, body, by, context });
    } catch (error) {
      const wrong = wrongFields(error);
      noteDoor(request, { code: "invalid_request" });
      return showOps(actionPage({ viewer, link, action, values, wrong }), 400);
    }
    return backWithNote(ports.settings, link.id, action);
  });
