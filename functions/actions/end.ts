import { mayEnd } from "../../domain/ending";
import { Problem } from "../api";
import { beginEnd } from "../beginEnd";
import { asItIs, notInThisState, type Act } from "./action";
import type { Named } from "./nameAdministrator";

const erased = (): Problem =>
  new Problem(409, "names_erased", {
    detail:
      'Nobody is left whom we could ask. The administrator’s link in the last mail still ends the access; or name who is to be asked: { "administrator": { "email": … } }.',
  });

/** An administrator is asked to sign in, then the access is taken back. */
export const end: Act<{ administrator?: Named | undefined }> = async (ports, link, call) => {
  if (link.ending) return link;
  const { by, reason, administrator, context } = call;
  const to = administrator ? { to: administrator } : {};
  const wanted = { by, at: ports.now(), proof: null, scopes: [], reason, ...to };
  const begun = await beginEnd(ports, { linkId: link.id, wanted }, context);
  if (begun) return begun;
  const row = await asItIs(ports, link);
  // Somebody else asked for the same at the same moment.
  if (row.ending) return row;
  if (mayEnd(row) && row.erasedAt && !administrator) throw erased();
  const again = row.status === "awaitingWriteback" ? " at this moment; try again in a moment" : "";
  throw notInThisState("end", `A link that is ${row.status} has no access to end${again}.`);
};
