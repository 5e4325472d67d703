import { app } from "@azure/functions";
import { readConfig } from "../../adapters/config";
import { createKeyRings } from "../../adapters/keyRings";
import { createKeys } from "../../adapters/keys";
import { createOperatorSessions } from "../../adapters/operatorSessions";
import { createSealedCookies } from "../../adapters/sealedCookies";
import { createTable } from "../../adapters/tables";
import { readForm } from "../../functions/mailedForm";
import {
  checkFormToken,
  formToken,
  requireOperator,
  type SessionPorts,
} from "../../functions/operatorSession";
import { asPage, showPage } from "../../functions/page";

const now = () => new Date().toISOString();

/** What the product's doors are made from, read when the product is there. */
function ports(): SessionPorts {
  const config = readConfig(process.env);
  const keyRings = createKeyRings(config, now);
  const keys = createKeys(keyRings.signing);
  return {
    settings: { publicUrl: config.PUBLIC_URL, appId: config.LINK_CLIENT_ID, paused: config.PAUSED },
    keys,
    operatorSessions: createOperatorSessions(createTable(config, "operators"), (text) =>
      keys.sha256(text),
    ),
    cookies: createSealedCookies(keyRings.sealing, now),
    now,
  };
}

/** What operators did on the page below, by their object id. */
export interface OpsProbe {
  readonly done: string[];
}

/** A page under /ops with one form, for tests of who is let in; register it before the product starts. */
export function registerOpsProbe(): OpsProbe {
  const done: string[] = [];
  const show = asPage(async (request) => {
    const operator = await requireOperator(ports(), request);
    const csrf = formToken(ports(), operator);
    const form = (action: string) =>
      `<form method="post" action="${action}"><input type="hidden" name="csrf" value="${csrf}"><button>${action}</button></form>`;
    return showPage(`<h1>Hello ${operator.name}</h1>${form("/ops/probe")}${form("/ops/signout")}`);
  });
  const act = asPage(async (request) => {
    const operator = await requireOperator(ports(), request);
    checkFormToken(ports(), operator, await readForm(request));
    done.push(operator.oid);
    return showPage("<h1>Done</h1>");
  });
  const authLevel = "anonymous";
  app.http("opsProbe", { methods: ["GET"], route: "ops/probe", authLevel, handler: show });
  app.http("opsProbeDeep", { methods: ["GET"], route: "ops/probe/{id}", authLevel, handler: show });
  app.http("opsProbeAct", { methods: ["POST"], route: "ops/probe", authLevel, handler: act });
  return { done };
}
