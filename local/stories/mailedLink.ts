import { linksOf } from "../sandbox/mailbox/linksOf";
import type { Sandbox } from "../sandbox/startSandbox";

/** Pages of the app that a mail may lead to besides the one it is about. */
export type MailedPath = "/writeback" | "/end";

/** The newest link to one of the app's pages that was mailed to this address: of the newest mail, or to that page. */
export function mailedLink(sandbox: Sandbox, address: string, path?: MailedPath): string {
  const mails = sandbox.mails(address);
  const links = (path ? mails : mails.slice(-1)).flatMap(linksOf).map(({ url }) => url);
  const tokens = links.filter((url) => url.includes("?t="));
  const link = path ? tokens.findLast((url) => new URL(url).pathname === path) : tokens[0];
  if (!link) throw new Error(`There is no mailed link${path ? ` to ${path}` : ""} for ${address}.`);
  return link;
}
