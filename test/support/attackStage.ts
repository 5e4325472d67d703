import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { stateOf } from "./nothingHappened";
import { acceptInvitation, consent, mailedLink, press } from "./people";
import { contosoRequest, type Product } from "./product";
import { table, type Row } from "./rows";

export const administrator = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };
export const holder = { address: "partner.ops@outlook.com", personId: "paula" };

/** Longer than anything that a field, a query or a header of ours may hold. */
export const long = "x".repeat(6000);

/** The anti-forgery token of the page that somebody has in front of them. */
export const csrfOf = ({ page }: SandboxPerson): string =>
  [...(page.forms[0]?.fields ?? [])].find(([name]) => name === "csrf")?.[1] ?? "";

/** The cookies that a form on one of our pages sends. */
export const cookiesOf = ({ url }: Product, person: SandboxPerson): string =>
  person.jar.header(new URL(url), { method: "POST", sameSite: true }) ?? "";

/** A form post that no page of ours made, with whatever fields, doubled ones too. */
export async function postForm(
  { url }: Product,
  to: { path: string; cookie: string; fields: readonly (readonly [string, string])[] },
): Promise<{ status: number; body: string }> {
  const body = new URLSearchParams(
    to.fields.map(([name, value]): [string, string] => [name, value]),
  );
  const headers = { cookie: to.cookie };
  const options = { method: "POST", body, headers, redirect: "manual" } as const;
  const response = await fetch(url + to.path, options);
  return { status: response.status, body: await response.text() };
}

/** An address opened with whatever cookies, from no page at all. */
export async function openWith(
  url: string,
  cookie: string,
): Promise<{ status: number; body: string }> {
  const response = await fetch(url, { headers: { cookie }, redirect: "manual" });
  return { status: response.status, body: await response.text() };
}

/** The same text with other last characters: right in shape, wrong in signature. */
export const changed = (text: string): string =>
  `${text.slice(0, -3)}${text.endsWith("AAA") ? "BBB" : "AAA"}`;

/** Where a browser comes back to from Microsoft. */
export const backAt = (
  { url }: Product,
  query: Record<string, string>,
  path = "/consent/callback",
): string => `${url}${path}?${new URLSearchParams(query).toString()}`;

/** Somebody opens the newest mailed link. */
export async function opens(
  { sandbox }: Product,
  { address, personId } = administrator,
): Promise<SandboxPerson> {
  const person = createPerson(sandbox, personId);
  await person.visit(mailedLink(sandbox, address));
  return person;
}

/** Somebody opens the newest mailed link and is on Microsoft's page now; its `state` goes with them. */
export async function begins(
  product: Product,
  who = administrator,
): Promise<{ person: SandboxPerson; state: string }> {
  const person = await opens(product, who);
  await press(person, "continue");
  const state = stateOf(person, "/adminconsent") || stateOf(person);
  return { person, state };
}

/** An administrator up to the moment before they come back from Microsoft's second page. */
export async function atSecondPage(product: Product, who = administrator): Promise<SandboxPerson> {
  const { person } = await begins(product, who);
  await person.signIn({ stopAt: "consent" });
  await press(person, "accept");
  await person.signIn({ stopAt: "consent" });
  return person;
}

let tickets = 0;
/** A ticket of its own for every link: what it hears is counted, and its id is no key of an earlier one. */
export function newTicket({ sandbox }: Product): { ticket: { id: string; callbackUrl: string } } {
  const id = `CHG-${String(++tickets)}`;
  return { ticket: { id, callbackUrl: `${sandbox.url}/tickets/hooks/${id}` } };
}

/** From the request to the role. */
export async function linked(
  product: Product,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const asked = { ...newTicket(product), ...changes };
  const { id } = await product.post(contosoRequest(product.sandbox, asked));
  await consent(product.sandbox);
  await product.idle();
  await acceptInvitation(product.sandbox);
  await product.idle();
  return id;
}

/** A real code, caught on its way back: somebody signs in at this address in a browser that is not the one that asked. */
export async function caughtCode(
  { sandbox }: Product,
  authorizeUrl: string,
  personId = "grace",
): Promise<string> {
  const thief = createPerson(sandbox, personId);
  await thief.visit(authorizeUrl);
  await thief.signIn();
  const code = new URL(thief.page.url).searchParams.get("code");
  if (!code) throw new Error(`no code at ${thief.page.url}`);
  return code;
}

/** Where the newest try to sign in began at Microsoft. */
export const authorizeUrlOf = ({ page }: SandboxPerson): string =>
  page.hops.findLast((hop) => hop.includes("/authorize")) ?? "http://nowhere";

/** Writes other values into every try of a link, as somebody with access to the storage would. */
export async function spoilTry(
  linkId: string,
  change: (attempt: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const filter = `PartitionKey eq '${linkId}' and RowKey ge 'attempt-' and RowKey lt 'attempt.'`;
  for await (const row of table("links").listEntities<Row>({ queryOptions: { filter } })) {
    const doc = JSON.stringify(change(JSON.parse(String(row["doc"])) as Record<string, unknown>));
    const { partitionKey = "", rowKey = "" } = row;
    await table("links").updateEntity({ partitionKey, rowKey, doc }, "Merge");
  }
}
