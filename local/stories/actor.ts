import type { Sandbox } from "../sandbox/startSandbox";
import { linksOf } from "../sandbox/mailbox/linksOf";
import { createPerson, type SeenPage } from "../sandbox/person";
import { decodeEntities } from "../sandbox/person/htmlTags";
import type { Timeline } from "../timeline/timeline";

export interface Actor {
  /** Opens the link of the newest mail, in a browser of their own. */
  opensMail(): Promise<void>;
  /** Presses a button of the page in front of them, after filling in some fields. */
  presses(button: string, words: string, values?: Record<string, string>): Promise<void>;
  /** Answers Microsoft's pages until the app's page is back. */
  signsIn(words: string): Promise<void>;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly timeline: Timeline;
  /** A moment to read what is on the screen. */
  pause(): Promise<void>;
}

/** One of the sandbox's people with their own cookies; the timeline tells what they do and see. */
export function createActor({ sandbox, timeline, pause }: Stage, personId: string): Actor {
  const known = sandbox.facts.people.find((one) => one.id === personId);
  if (!known) throw new Error(`There is no person '${personId}'.`);
  const person = createPerson(sandbox, personId);
  const say = (words: string) => timeline.say({ kind: "person", who: known.name, words });
  const look = (page: SeenPage) => {
    const title = headingOf(page.body);
    if (page.status >= 400)
      throw new Error(`${known.name} got a page with ${String(page.status)}: “${title}”.`);
    say(`reads “${title}”`);
  };
  return {
    opensMail: async () => {
      await pause();
      say("opens the mailed link");
      look(await person.visit(mailedLink(sandbox, known.address)));
    },
    presses: async (button, words, values = {}) => {
      await pause();
      const form = person.page.forms.find((one) =>
        one.buttons.some((each) => each.value === button),
      );
      if (!form)
        throw new Error(`There is no button ${button} on “${headingOf(person.page.body)}”.`);
      say(words);
      const page = await person.submit(form, { button, values });
      if (new URL(page.url).origin !== sandbox.url) look(page);
    },
    signsIn: async (words) => {
      await pause();
      say(words);
      look(await person.signIn());
    },
  };
}

function mailedLink(sandbox: Sandbox, address: string): string {
  const mail = sandbox.mails(address).at(-1);
  const link = mail && linksOf(mail).find(({ url }) => url.includes("?t="));
  if (!link) throw new Error(`There is no mailed link for ${address}.`);
  return link.url;
}

/** The page's heading, as a person reads it. */
export function headingOf(body: string): string {
  const inside = /<h1[^>]*>([\s\S]*?)<\/h1>/i.exec(body)?.[1] ?? "(a page without heading)";
  const text = decodeEntities(inside.replace(/<[^>]*>/g, ""));
  return text.replace(/\s+/g, " ").trim();
}
