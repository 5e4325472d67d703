import { withEvent } from "../domain/changes";
import type { Activity } from "../domain/contract";
import { LinkError, type Code } from "../domain/errors";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import type { Links } from "../domain/storagePorts";
import { loadForStep } from "./loadForStep";

const noSuchDirectory: readonly Code[] = ["directory_not_found", "directory_in_other_cloud"];

/** Finds the tenant behind the domain of the request. No such directory is an answer, not a failure. */
export const createResolveDirectory =
  (links: Links, finder: DirectoryFinder): Activity<"resolveDirectory"> =>
  async ({ linkId }) => {
    const { request, directory } = await loadForStep(links, linkId);
    if (directory) return { found: true };
    try {
      const found = await finder.describe(request.directory);
      await links.change(linkId, (link) =>
        withEvent({ ...link, directory: found }, "link.directoryFound", {
          tenantId: found.tenantId,
        }),
      );
      return { found: true };
    } catch (error) {
      if (!(error instanceof LinkError) || !noSuchDirectory.includes(error.code)) throw error;
      const { code } = error;
      await links.change(linkId, (link) => ({ link: { ...link, failure: code }, events: [] }));
      return { found: false };
    }
  };
