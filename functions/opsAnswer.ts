import type { HttpRequest, HttpResponseInit, InvocationContext } from "@azure/functions";
import { LinkError, type Code } from "../domain/errors";
import { messagePage } from "../views/ops/messagePage";
import type { Viewer } from "../views/ops/opsFrame";
import { opsRefusal } from "../views/ops/opsRefusals";
import { Problem } from "./api";
import { noteDoor } from "./doorNotes";
import type { Door } from "./doors";
import { isFromElsewhere, readForm } from "./mailedForm";
import type { Operator } from "../domain/operator";
import type { OperatorDesk } from "./operatorDesk";
import { EarlyAnswer, earlyAnswer, Refused, showPage, type PageSettings } from "./page";

/** The one script is ours, and it asks only us. */
export const showOps = (html: string, status = 200): HttpResponseInit =>
  showPage(html, status, ["script-src 'self'", "connect-src 'self'"]);

export interface DeskPorts {
  readonly desk: OperatorDesk;
  readonly settings: PageSettings;
}

/** One request of an operator who is signed in. */
export interface Visit {
  readonly request: HttpRequest;
  readonly context: InvocationContext;
  readonly operator: Operator;
  readonly viewer: Viewer;
  /** The operator, as rows, events and the log name them. */
  readonly caller: string;
}

interface Turned {
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly allowedIn?: unknown;
}

/** What comes right by itself. */
const passing: readonly Code[] = ["storage_busy", "keys_unavailable"];

function turnedAway(error: unknown, context: InvocationContext): Turned {
  if (error instanceof Problem) return { status: error.status, code: error.code, ...error.more };
  if (error instanceof Refused) return { status: error.about.status, code: error.code };
  if (error instanceof LinkError && error.code === "invalid_cursor")
    return { status: 400, code: error.code };
  context.error(
    error instanceof LinkError
      ? error.message
      : `unexpected: ${error instanceof Error ? error.name : "error"}`,
  );
  return error instanceof LinkError && passing.includes(error.code)
    ? { status: 503, code: error.code }
    : { status: 500, code: "unknown_failure" };
}

/** Where the case is that the address names, if it names one. */
const backFrom = (request: HttpRequest): { url: string; name: string } => {
  const id = request.params["id"];
  return id && /^[a-z2-7]{26}$/.test(id) && request.params["action"]
    ? { url: `/ops/links/${id}`, name: "Back to the case" }
    : { url: "/ops", name: "All cases" };
};

/** A page for operators: nobody else gets in, and refusals become pages that help. */
export const asOps =
  (ports: DeskPorts, handler: (visit: Visit) => Promise<HttpResponseInit>): Door =>
  async (request, context) => {
    let viewer: Viewer | undefined;
    try {
      const operator = await ports.desk.requireOperator(request);
      const caller = `operator:${operator.oid}`;
      noteDoor(request, { caller });
      const { paused } = ports.settings;
      viewer = { name: operator.name, csrf: ports.desk.formToken(operator), paused };
      return await handler({ request, context, operator, viewer, caller });
    } catch (error) {
      if (error instanceof EarlyAnswer) return earlyAnswer(error, request);
      const turned = turnedAway(error, context);
      noteDoor(request, { code: turned.code });
      const refusal = opsRefusal(turned);
      const back = backFrom(request);
      return showOps(messagePage({ viewer, ...refusal, back, code: turned.code }), turned.status);
    }
  };

/** The fields of a form that this operator got from us; anything else is refused before it is read. */
export async function opsForm(ports: DeskPorts, visit: Visit): Promise<URLSearchParams> {
  const { request, operator } = visit;
  const form = await readForm(request);
  if (isFromElsewhere(request)) throw new Refused("form_expired", { status: 403 });
  ports.desk.checkFormToken(operator, form);
  return form;
}
