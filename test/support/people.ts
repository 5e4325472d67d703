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
