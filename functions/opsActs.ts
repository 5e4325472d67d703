import { mayDo, type Action } from "../domain/actions";
import type { Link } from "../domain/link";
import type { ActionPorts } from "./actions/action";
import { cancel } from "./actions/cancel";
import { end } from "./actions/end";
import { erase } from "./actions/erase";
import { extend } from "./actions/extend";
import { nameAdministrator } from "./actions/nameAdministrator";
import { resend } from "./actions/resend";
import { retry } from "./actions/retry";
import type { DoAction, OpsActionPorts } from "./opsAction";
import { tellSoon } from "./tellSoon";

/** Lists, feed and ticket hear of what an operator did, as of what a caller did. */
const told =
  (ports: ActionPorts, action: Action, act: DoAction): DoAction =>
  async (link: Link, asked) => {
    if (mayDo(link, action)) await tellSoon(ports, link);
    return act(link, asked);
  };

/** What operators do on a case's pages: the very actions of the API, in their name. */
export function createOpsActs(ports: ActionPorts): OpsActionPorts["act"] {
  const acts: OpsActionPorts["act"] = {
    retry: (link, asked) => retry(ports, link, asked),
    resend: (link, asked) => resend(ports, link, asked),
    cancel: (link, asked) => cancel(ports, link, asked),
    end: (link, { by, reason, context }) => end(ports, link, { by, reason, context }),
    erase: (link, asked) => erase(ports, link, asked),
    extend: (link, { days = 0, ...asked }) => extend(ports, link, { ...asked, days }),
    administrator(link, { administrator, ...asked }) {
      if (!administrator) throw new Error("the form has checked that somebody is named");
      return nameAdministrator(ports, link, { ...asked, administrator });
    },
  };
  const all = Object.entries(acts).map(([name, act]) => [name, told(ports, name as Action, act)]);
  return Object.fromEntries(all) as OpsActionPorts["act"];
}
