import { linksOf } from "../sandbox/mailbox/linksOf";
import type { Sandbox } from "../sandbox/startSandbox";

/** The newest link to one of the app's pages that was mailed to this address. */
export function mailedLink(sandbox: Sandbox, address: string): string {
  const mail = sandbox.mails(address).at(-1);
  const link = mail && linksOf(mail).find(({ url }) => url.includes("?t="));
  if (!link) throw new Error(`There is no mailed link for ${address}.`);
  return link.url;
}
