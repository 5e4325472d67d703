import { answerSignInPage, type SignInAnswers } from "./person/answerSignInPage";
import { CookieJar } from "./person/cookieJar";
import { formsOf, type Form, type FormButton } from "./person/forms";

/** What a person sees after a click. */
export interface SeenPage {
  readonly status: number;
  readonly url: string;
  readonly body: string;
  readonly forms: readonly Form[];
  readonly headers: Headers;
  /** Every address on the way here, this one last. */
  readonly hops: readonly string[];
}

export interface SubmitChoice {
  /** What is typed or ticked; null takes a field out. */
  readonly values?: Readonly<Record<string, string | null>>;
  /** The button pressed: its value or its text. Without it the first one, as Enter does. */
  readonly button?: string;
}

export interface SandboxPerson {
  readonly id: string;
  readonly jar: CookieJar;
  /** The page in front of them. */
  readonly page: SeenPage;
  /** Opens an address, as from a mail or typed in. */
  visit(url: string): Promise<SeenPage>;
  /** Sends a form of the current page. */
  submit(form: Form, choice?: SubmitChoice): Promise<SeenPage>;
  /** Answers the sandbox's sign-in pages until another origin, or a page that can't be answered, is there. */
  signIn(answers?: SignInAnswers): Promise<SeenPage>;
}

const mostHops = 20;
const redirects = [301, 302, 303, 307, 308];
const nothing: SeenPage = {
  status: 0,
  url: "about:blank",
  body: "",
  forms: [],
  headers: new Headers(),
  hops: [],
};

interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly body?: URLSearchParams;
  readonly from?: SeenPage;
}

/** A person with a small browser of their own: cookies, redirects and forms, no script. */
export function createPerson(sandbox: { readonly url: string }, personId: string): SandboxPerson {
  const jar = new CookieJar();
  let page = nothing;
  const go = async (hop: Hop) => (page = await follow(jar, hop));
  const submit = (form: Form, choice: SubmitChoice = {}) => go(submission(page, form, choice));
  return {
    id: personId,
    jar,
    get page() {
      return page;
    },
    visit: (url) => go({ url: new URL(url), method: "GET" }),
    submit,
    signIn: async (answers = {}) => {
      for (let turn = 0; turn < mostHops && new URL(page.url).origin === sandbox.url; turn += 1) {
        const answer = answerSignInPage(page, { personId, ...answers });
        if (!answer) return page;
        await submit(answer.form, { button: answer.button });
      }
      return page;
    },
  };
}

async function follow(jar: CookieJar, first: Hop): Promise<SeenPage> {
  const hops: string[] = [];
  let sameSite = first.from !== undefined;
  for (let hop = first; hops.length < mostHops;) {
    hops.push(hop.url.href);
    sameSite &&= first.from !== undefined && new URL(first.from.url).hostname === hop.url.hostname;
    const response = await send(jar, hop, sameSite);
    const next = nextHop(hop, response);
    if (!next) return seen(response, hop.url, hops);
    await response.arrayBuffer();
    hop = next;
  }
  throw new Error(`More than ${mostHops} redirects, the last one to ${hops.at(-1) ?? "nowhere"}.`);
}

async function send(jar: CookieJar, hop: Hop, sameSite: boolean): Promise<Response> {
  const headers = new Headers({
    accept: "text/html,application/xhtml+xml",
    "accept-language": "en",
  });
  const cookies = jar.header(hop.url, { method: hop.method, sameSite });
  if (cookies !== undefined) headers.set("cookie", cookies);
  if (hop.from && hop.method === "POST") headers.set("origin", originOf(hop.from));
  const response = await fetch(hop.url, {
    method: hop.method,
    headers,
    body: hop.body ?? null,
    redirect: "manual",
  });
  jar.store(hop.url, response.headers.getSetCookie());
  return response;
}

/** A page with `no-referrer` hides its origin in what is posted from it. */
function originOf(page: SeenPage): string {
  return page.headers.get("referrer-policy") === "no-referrer" ? "null" : new URL(page.url).origin;
}

/** Where a browser goes by itself: a redirect, or a page that asks to be left at once (Refresh: 0). */
function nextHop(hop: Hop, response: Response): Hop | undefined {
  const location = response.headers.get("location");
  if (redirects.includes(response.status) && location !== null)
    return redirected(hop, response.status, new URL(location, hop.url));
  const refresh = /^0;\s*url=(.+)$/i.exec(response.headers.get("refresh") ?? "")?.[1];
  return refresh === undefined ? undefined : { url: new URL(refresh, hop.url), method: "GET" };
}

/** 307 and 308 repeat the request, the others become a GET. */
function redirected(hop: Hop, status: number, url: URL): Hop {
  return status === 307 || status === 308 ? { ...hop, url } : { url, method: "GET" };
}

async function seen(response: Response, url: URL, hops: readonly string[]): Promise<SeenPage> {
  const body = await response.text();
  return {
    status: response.status,
    url: url.href,
    body,
    forms: formsOf(body, url.href),
    headers: response.headers,
    hops,
  };
}

function submission(page: SeenPage, form: Form, { values = {}, button }: SubmitChoice): Hop {
  const pressed = button === undefined ? form.buttons[0] : findButton(form, button);
  const unknown = Object.keys(values).find((name) => !form.names.includes(name));
  if (unknown !== undefined) throw new Error(`The form on ${page.url} has no field '${unknown}'.`);
  const body = new URLSearchParams();
  for (const [name, value] of form.fields) if (!(name in values)) body.append(name, value);
  for (const [name, value] of Object.entries(values)) if (value !== null) body.append(name, value);
  if (pressed?.name) body.append(pressed.name, pressed.value);
  if (form.method === "post")
    return { url: new URL(form.action), method: "POST", body, from: page };
  const url = new URL(form.action);
  url.search = body.toString();
  return { url, method: "GET", from: page };
}

function findButton(form: Form, wanted: string): FormButton {
  const found = form.buttons.find(
    (button) => button.value === wanted || button.text === wanted || button.name === wanted,
  );
  if (found) return found;
  const there = form.buttons.map((button) => `'${button.text}'`).join(", ");
  throw new Error(`There is no button '${wanted}', only ${there || "none"}.`);
}
