import { LinkError } from "../domain/errors";
import type { TenantId } from "../domain/ids";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import type { Links, OpenLinks } from "../domain/storagePorts";
import { Problem } from "./api";

const lookUpMs = 2000;

/** Refuses domains that are no directory; no answer in time is no reason to refuse, the run asks again. */
export async function lookUpDirectory(
  finder: Pick<DirectoryFinder, "tenantOf">,
  domain: string,
): Promise<TenantId | undefined> {
  const patience = new Promise<undefined>((resolve) =>
    setTimeout(resolve, lookUpMs, undefined).unref(),
  );
  try {
    return await Promise.race([finder.tenantOf(domain), patience]);
  } catch (error) {
    if (!(error instanceof LinkError)) throw error;
    if (error.code !== "directory_not_found" && error.code !== "directory_in_other_cloud")
      return undefined;
    const detail = error.message.replace(/^\S+ \S+ \d+: /, "");
    throw new Problem(422, error.code, {
      detail,
      errors: [{ pointer: "/directory", message: detail }],
    });
  }
}

/** One open link for a directory and an account; whose it is, only its own caller learns. */
export async function refuseDuplicate(
  { openLinks, links }: { openLinks: Pick<OpenLinks, "holder">; links: Pick<Links, "read"> },
  callerId: string,
  asked: { tenantId: TenantId; address: string },
): Promise<void> {
  const holder = await openLinks.holder(asked);
  if (!holder) return;
  const isOwn = (await links.read(holder))?.callerId === callerId;
  throw new Problem(409, "duplicate_link", {
    detail:
      "An open link for this directory and account exists; follow that one, or cancel it first.",
    ...(isOwn ? { link: `/api/v1/links/${holder}` } : {}),
  });
}
