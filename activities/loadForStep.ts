import { refuseCancelled } from "../domain/changes";
import { LinkError } from "../domain/errors";
import type { LinkId } from "../domain/ids";
import type { Link } from "../domain/link";
import type { Links } from "../domain/storagePorts";

/** The link, unless it is gone or somebody asked to cancel it before this step. */
export async function loadForStep(links: Links, linkId: LinkId): Promise<Link> {
  const link = await links.read(linkId);
  if (!link)
    throw new LinkError({ code: "not_found", class: "final" }, `link ${linkId} is not in storage`);
  refuseCancelled(link);
  return link;
}

/** The account's object id and the directory, which every step after the invitation needs. */
export function invited(link: Link) {
  const { directory, account, consent } = link;
  if (!directory || !account.objectId || !consent)
    throw new LinkError(
      { code: "unknown_failure", class: "final" },
      `link ${link.id} has no invited account yet`,
    );
  return { directory, consent, objectId: account.objectId };
}
