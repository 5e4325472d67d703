import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError, type Code } from "../domain/errors";
import type { Link } from "../domain/link";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import type { Links, OpenLinks } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

type Found = NonNullable<Link["directory"]>;

const noSuchDirectory: readonly Code[] = ["directory_not_found", "directory_in_other_cloud"];

/** The directory, or the code of why there is none: that is an answer, not a failure. */
async function find(finder: DirectoryFinder, domain: string): Promise<Found | Code> {
  try {
    return await finder.describe(domain);
  } catch (error) {
    if (error instanceof LinkError && noSuchDirectory.includes(error.code)) return error.code;
    throw error;
  }
}

/** Finds the tenant behind the domain of the request, and claims the account in it for this link. */
export const createResolveDirectory =
  (ports: {
    links: Links;
    finder: DirectoryFinder;
    openLinks: OpenLinks;
  }): Activity<"resolveDirectory"> =>
  async ({ linkId }) => {
    const { links, finder, openLinks } = ports;
    const { request, directory } = await loadForStep(links, linkId);
    if (directory) return { found: true };
    const refuse = async (failure: Code) => {
      await links.change(linkId, (link) => ({ link: { ...link, failure }, events: [] }));
      return { found: false };
    };
    const found = await find(finder, request.directory);
    if (typeof found === "string") return refuse(found);
    const whose = { tenantId: found.tenantId, address: request.account.email };
    if ((await openLinks.claim(whose, linkId)) !== linkId) return refuse("duplicate_link");
    await links.change(linkId, (link) =>
      withEvent({ ...link, directory: found }, "link.directoryFound", { tenantId: found.tenantId }),
    );
    return { found: true };
  };
