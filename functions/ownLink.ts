import type { HttpRequest } from "@azure/functions";
import { linkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Caller } from "../domain/ports";
import type { Links } from "../domain/storagePorts";
import { Problem } from "./api";
import { noteDoor } from "./doorNotes";

const notFound = () =>
  new Problem(404, "not_found", { detail: "There is no link of yours with this id." });

/** The link named in the route: the caller's own, or anybody's for an operator. */
export async function ownLink(request: HttpRequest, links: Links, caller: Caller): Promise<Link> {
  const id = linkId.safeParse(request.params["id"]);
  if (!id.success) throw notFound();
  const link = await links.read(id.data);
  if (!link) throw notFound();
  if (link.callerId !== caller.id && !caller.roles.includes("Links.Operate")) throw notFound();
  noteDoor(request, { linkId: link.id });
  return link;
}
