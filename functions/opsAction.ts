import type { InvocationContext } from "@azure/functions";
import { isCaseAction, type ActionInput, type CaseAction } from "../domain/caseActions";
import type { FieldError } from "../domain/fieldErrors";
import type { Link } from "../domain/link";
import { actionPage } from "../views/ops/actionPage";
import { Problem } from "./api";
import type { Door } from "./doors";
import { asOps, opsForm, showOps, type Visit } from "./opsAnswer";
import { caseOf, type CasePorts } from "./opsCase";
import { readAction, wrongBy } from "./opsActionFields";
import { backWithNote } from "./opsDone";

/** One of the things that an operator can do: throws a `Problem` where the link does not take it. */
export type DoAction = (
  link: Link,
  asked: ActionInput & { readonly by: string; readonly context: InvocationContext },
) => Promise<Link>;

export interface OpsActionPorts extends CasePorts {
  readonly act: Readonly<Record<CaseAction, DoAction>>;
}

async function opened({ request }: Visit, { links }: OpsActionPorts) {
  const action = request.params["action"];
  if (!isCaseAction(action))
    throw new Problem(404, "not_found", { detail: "There is no such action." });
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

/** Fields that only the action itself could judge; any other refusal is passed on. */
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
    const { viewer, operator, context } = visit;
    const read = readAction(action, form);
    const again = (wrong: ReturnType<typeof wrongBy>) =>
      showOps(actionPage({ viewer, link, action, values: read.values, wrong }), 400);
    if (!read.ok) return again(read.wrong);
    try {
      // A repeat of what took effect answers the same, so whether it is allowed is left to the action.
      await ports.act[action](link, { ...read.input, by: `operator:${operator.oid}`, context });
    } catch (error) {
      return again(wrongFields(error));
    }
    return backWithNote(ports.settings, link.id, action);
  });
