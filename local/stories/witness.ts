import { linksOf } from "../sandbox/mailbox/linksOf";
import type { CookieJar } from "../sandbox/person/cookieJar";
import type { SandboxPerson, SeenPage } from "../sandbox/person";
import type { Sandbox } from "../sandbox/startSandbox";
import type { Secret } from "./secretsLeft";

/** Keeps in mind what people's browsers and mailboxes saw and nobody may find afterwards. */
export interface Witness {
  saw(page: Pick<SeenPage, "hops">, jar: Pick<CookieJar, "of">): void;
  secrets(sandbox: Pick<Sandbox, "mails">): Secret[];
}

const inAddresses = { t: "mailed token", code: "code", state: "state" } as const;
/** Nothing shorter is a secret: yes, no, numbers. */
const shortest = 16;

export function createWitness(): Witness {
  const found = new Map<string, string>();
  const note = (what: string, value: string | null) => {
    if (value !== null && value.length >= shortest) found.set(value, what);
  };
  const noteAddress = (url: URL) => {
    for (const [name, what] of Object.entries(inAddresses)) note(what, url.searchParams.get(name));
    if (url.pathname.endsWith("/redeem")) note("redeem URL", url.search);
  };
  return {
    saw: ({ hops }, jar) => {
      const urls = hops.map((hop) => new URL(hop));
      urls.forEach(noteAddress);
      for (const host of new Set(urls.map((url) => url.hostname)))
        // A cookie of a mailed link holds its token and a part of its own.
        for (const value of Object.values(jar.of(host)))
          for (const part of [value, ...value.split("~")]) note("cookie", part);
    },
    secrets: (sandbox) => {
      for (const { url } of sandbox.mails().flatMap(linksOf)) noteAddress(new URL(url));
      return [...found].map(([value, what]) => ({ what, value }));
    },
  };
}

/** The same person, and every page they come to is kept in mind. */
export function witnessed(person: SandboxPerson, { saw }: Witness): SandboxPerson {
  const seen = async (coming: Promise<SeenPage>) => {
    const page = await coming;
    saw(page, person.jar);
    return page;
  };
  return {
    id: person.id,
    jar: person.jar,
    get page() {
      return person.page;
    },
    visit: (url) => seen(person.visit(url)),
    submit: (form, choice) => seen(person.submit(form, choice)),
    signIn: (answers) => seen(person.signIn(answers)),
  };
}
