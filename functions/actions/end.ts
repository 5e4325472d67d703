import { mayEnd } from "../../domain/ending";
import type { Link } from "../../domain/link";
import { againstEnd } from "../../domain/objections";
import { mayBeNamedToEnd, mostNamed } from "../../domain/naming";
import { Problem } from "../api";
import { beginEnd } from "../beginEnd";
import { countNamed } from "../newLinkLimits";
import { asItIs, notInThisState, type Act } from "./action";
import type { Named } from "./nameAdministrator";

const erased = (): Problem =>
  new Problem(409, "names_erased", {
    detail:
      'Nobody is left whom we could ask. The administrator’s link in the last mail still ends the access; or name who is to be asked: { "administrator": { "email": … } }.',
  });

/** What stands instead, or why the end did not begin. */
function notBegun(row: Link, administrator: Named | undefined): Link {
  // Somebody else asked for the same at the same moment.
  if (row.ending) return row;
  if (mayEnd(row) && row.erasedAt && !administrator) throw erased();
  if (mayEnd(row) && administrator && !mayBeNamedToEnd(row))
    throw notInThisState(
      "end",
      `Other people were named ${String(mostNamed)} times for the end of this access, which is the most; end it without naming anybody.`,
    );
  throw notInThisState("end", againstEnd(row) ?? "The link changed meanwhile; try again.");
}

/** An administrator is asked to sign in, then the access is taken back. */
export const end: Act<{ administrator?: Named | undefined }> = async (ports, link, call) => {
  if (link.ending) return link;
  const { by, reason, administrator, context } = call;
  const to = administrator ? { to: administrator } : {};
  const wanted = { by, at: ports.now(), proof: null, scopes: [], reason, ...to };
  const begin = async () => {
    const begun = await beginEnd(ports, { linkId: link.id, wanted }, context);
    return begun ?? notBegun(await asItIs(ports, link), administrator);
  };
  return administrator && mayEnd(link) ? countNamed(ports, administrator.email, begin) : begin();
};
