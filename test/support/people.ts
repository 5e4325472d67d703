import { linksOf } from "../../local/sandbox/mailbox/linksOf";
import { createPerson, type SandboxPerson, type SeenPage } from "../../local/sandbox/person";
import type { Sandbox } from "../../local/sandbox/startSandbox";

/** The newest mailed link to one of our pages. */
export function mailedLink(sandbox: Sandbox, address: string): string {
  const mail = sandbox.mails(address).at(-1);
  const link = mail && linksOf(mail).find(({ url }) => url.includes("?t="));
  if (!link) throw new Error(`no mailed link for ${address}: ${mail?.subject ?? "no mail"}`);
  return link.url;
}

/** Presses a button of our own page (a form with that value). */
export async function press(
  person: SandboxPerson,
  button: string,
  values: Record<string, string> = {},
): Promise<SeenPage> {
  const form = person.page.forms.find((one) => one.buttons.some((each) => each.value === button));
  if (!form)
    throw new Error(
      `no button ${button} on ${person.page.url} (${String(person.page.status)}): ${person.page.body.slice(0, 2000)}`,
    );
  return person.submit(form, { button, values });
}

/** The administrator opens the mailed link, continues and agrees on both of Microsoft's pages. */
export async function consent(
  sandbox: Sandbox,
  address = "admin@contoso.onmicrosoft.com",
  personId = "grace",
): Promise<SandboxPerson> {
  const person = createPerson(sandbox, personId);
  await person.visit(mailedLink(sandbox, address));
  await press(person, "continue");
  await person.signIn();
  return person;
}

/** The account holder opens the mailed link and signs in to the customer's directory. */
export async function acceptInvitation(
  sandbox: Sandbox,
  address = "partner.ops@outlook.com",
  personId = "paula",
): Promise<SandboxPerson> {
  const person = createPerson(sandbox, personId);
  await person.visit(mailedLink(sandbox, address));
  await press(person, "continue");
  await person.signIn();
  return person;
}

/** The newest link to one page of ours that was mailed to this address. */
export function linkTo(sandbox: Sandbox, address: string, path: string): string {
  const links = sandbox.mails(address).flatMap((mail) => linksOf(mail));
  const link = links.findLast(({ url }) => new URL(url).pathname === path && url.includes("?t="));
  if (!link) throw new Error(`no link to ${path} for ${address}`);
  return link.url;
}

/** Somebody opens the newest mailed link to a page. */
export async function openLinkTo(
  sandbox: Sandbox,
  who: { address: string; personId: string; path: string },
): Promise<SandboxPerson> {
  const person = createPerson(sandbox, who.personId);
  await person.visit(linkTo(sandbox, who.address, who.path));
  return person;
}

const holder = { address: "partner.ops@outlook.com", personId: "paula" };
const grace = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };

/** The account holder (or the administrator) signs the steps for password write-back off. */
export async function signOff(sandbox: Sandbox, who = holder): Promise<SandboxPerson> {
  const person = await openLinkTo(sandbox, { ...who, path: "/writeback" });
  await press(person, "signOff");
  return person;
}

/** The administrator opens the newest link to the end of the access, signs in and agrees. */
export async function endAccess(sandbox: Sandbox, who = grace): Promise<SandboxPerson> {
  const person = await openLinkTo(sandbox, { ...who, path: "/end" });
  await press(person, "end");
  await person.signIn();
  return person;
}
