import { createPerson, type SandboxPerson, type SeenPage } from "../../local/sandbox/person";
import { registerOpsProbe, type OpsProbe } from "./opsProbe";
import { startProduct, type Product } from "./product";

export const sessionName = "dl-ops";
export const where = "/ops/probe";

/** The product with a page under /ops, and people who sign in to it. */
export interface OpsStage {
  readonly product: Product;
  readonly probe: OpsProbe;
  at(path: string): string;
  someone(id?: string): SandboxPerson;
  /** The session's cookie in somebody's browser. */
  sessionOf(person: SandboxPerson): string | undefined;
  cookiesOf(person: SandboxPerson): Readonly<Record<string, string>>;
  signedIn(id?: string, path?: string): Promise<SandboxPerson>;
  /** Answers Microsoft's page and stops before our callback is opened. */
  callbackOf(person: SandboxPerson): Promise<string>;
  /** Opens the page under /ops with one cookie. */
  openWith(cookie: string): Promise<Response>;
}

export async function startOpsStage(): Promise<OpsStage> {
  const probe = registerOpsProbe();
  const product = await startProduct();
  const at = (path: string) => product.url + path;
  const someone = (id = "olivia") => createPerson(product.sandbox, id);
  const cookiesOf = (person: SandboxPerson) => person.jar.of(new URL(product.url).hostname);
  return {
    ...{ product, probe, at, someone, cookiesOf },
    sessionOf: (person) => cookiesOf(person)[sessionName],
    async signedIn(id = "olivia", path = where) {
      const person = someone(id);
      await person.visit(at(path));
      await person.signIn();
      return person;
    },
    async callbackOf(person) {
      await person.visit(at(`/ops/signin?to=${where}`));
      const [form] = person.page.forms;
      const body = new URLSearchParams([...(form?.fields ?? [])] as [string, string][]);
      body.set("value", person.id);
      const options = { method: "POST", redirect: "manual", body } as const;
      const answer = await fetch(form?.action ?? "", options);
      return answer.headers.get("location") ?? "";
    },
    openWith: (cookie) =>
      fetch(at(where), { redirect: "manual", headers: { cookie: `${sessionName}=${cookie}` } }),
  };
}

/** A page of ours that turns somebody away by name and says what to do. */
export function expectTurnedAway(page: SeenPage, code: string, status = 403): void {
  expect([page.status, /<code>(\w+)<\/code>/.exec(page.body)?.[1]]).toEqual([status, code]);
  expect(page.body).toContain("What you can do");
}

/** Nothing was done, and this browser has no session to do anything with. */
export function expectOutside(stage: OpsStage, person: SandboxPerson): void {
  expect(stage.sessionOf(person)).toBeUndefined();
  expect(stage.probe.done).toEqual([]);
}
