import type { Sandbox } from "../sandbox/startSandbox";
import { createPerson, type SandboxPerson, type SeenPage } from "../sandbox/person";
import type { Timeline } from "../timeline/timeline";
import { mailedLink, type MailedPath } from "./mailedLink";
import { headingOf, reasonOf, wordsOf } from "./pageWords";
import { witnessed, type Witness } from "./witness";

export interface Actor {
  /** Opens the link of the newest mail, their own or one sent to somebody else, in a browser of their own. */
  opensMail(sentTo?: string): Promise<void>;
  /** Opens the newest link to one of the app's pages that they were mailed. */
  opensLink(path: MailedPath, words: string): Promise<void>;
  /** Looks at the page in front of them anew. */
  looksAgain(words: string): Promise<void>;
  /** Finds something in their newest mail. */
  findsInMail(text: string): void;
  /** Finds something on the page in front of them. */
  finds(text: string): void;
  /** Presses a button of the page in front of them, after filling in some fields. */
  presses(button: string, words: string, values?: Record<string, string>): Promise<void>;
  /** Answers Microsoft's pages until the app's page is back. */
  signsIn(words: string): Promise<void>;
  /** The same, but somebody has to say no, in words like these. */
  isTurnedAway(words: string, by: TurnedAway): Promise<void>;
}

interface TurnedAway {
  readonly by: "Microsoft" | "the app";
  readonly naming: RegExp;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly timeline: Timeline;
  /** Keeps in mind what must not be found anywhere afterwards. */
  readonly witness: Witness;
  /** A moment to read what is on the screen. */
  pause(): Promise<void>;
}

interface Acting extends Stage {
  readonly person: SandboxPerson;
  readonly name: string;
  readonly address: string;
  say(words: string): void;
}

/** One of the sandbox's people with their own cookies; the timeline tells what they do and see. */
export function createActor(stage: Stage, personId: string): Actor {
  const { sandbox, timeline } = stage;
  const known = sandbox.facts.people.find((one) => one.id === personId);
  if (!known) throw new Error(`There is no person '${personId}'.`);
  const { name, address } = known;
  const acting = {
    ...stage,
    name,
    address,
    person: witnessed(createPerson(sandbox, personId), stage.witness),
    say: (words: string) => timeline.say({ kind: "person", who: name, words }),
  };
  return { ...fromMails(acting), ...onOurPages(acting), ...atMicrosoft(acting) };
}

function look({ name, say }: Acting, page: SeenPage): void {
  const title = headingOf(page.body);
  if (page.status >= 400)
    throw new Error(`${name} got a page with ${String(page.status)}: “${title}”.`);
  say(`reads “${title}”`);
}

const isMicrosofts = ({ sandbox }: Acting, page: SeenPage): boolean =>
  new URL(page.url).origin === sandbox.url;

function fromMails(acting: Acting): Pick<Actor, "opensMail" | "opensLink" | "findsInMail"> {
  const { person, name, sandbox, address, say, pause } = acting;
  return {
    opensMail: async (sentTo = address) => {
      await pause();
      say(sentTo === address ? "opens the mailed link" : `opens the link mailed to ${sentTo}`);
      look(acting, await person.visit(mailedLink(sandbox, sentTo)));
    },
    opensLink: async (path, words) => {
      await pause();
      say(words);
      look(acting, await person.visit(mailedLink(sandbox, address, path)));
    },
    findsInMail: (text) => {
      const mail = sandbox.mails(address).at(-1);
      if (!mail || !wordsOf(mail.content).includes(text))
        throw new Error(`The newest mail to ${name} does not say “${text}”.`);
      say(`reads in “${mail.subject}”: “${text}”`);
    },
  };
}

function onOurPages(acting: Acting): Pick<Actor, "looksAgain" | "finds" | "presses"> {
  const { person, say, pause } = acting;
  return {
    looksAgain: async (words) => {
      await pause();
      say(words);
      look(acting, await person.visit(person.page.url));
    },
    finds: (text) => {
      if (!wordsOf(person.page.body).includes(text))
        throw new Error(`“${headingOf(person.page.body)}” does not say “${text}”.`);
      say(`finds there: “${text}”`);
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
      if (!isMicrosofts(acting, page)) look(acting, page);
    },
  };
}

function atMicrosoft(acting: Acting): Pick<Actor, "signsIn" | "isTurnedAway"> {
  const { person, name, say, pause } = acting;
  return {
    signsIn: async (words) => {
      await pause();
      say(words);
      look(acting, await person.signIn());
    },
    isTurnedAway: async (words, { by, naming }) => {
      await pause();
      say(words);
      const first = await person.signIn({ stopAt: "approval" });
      if (first.status < 400 && isMicrosofts(acting, first))
        say(`reads at Microsoft “${headingOf(first.body)}”, and goes back`);
      const page = await person.signIn();
      const who = isMicrosofts(acting, page) ? "Microsoft" : "the app";
      const said = `“${headingOf(page.body)}. ${reasonOf(page.body)}”`;
      if (page.status < 400 || who !== by || !naming.test(said))
        throw new Error(
          `${name} was to be turned away by ${by}, naming ${String(naming)}; ${who} says ${said}`,
        );
      say(`is turned away by ${by}: ${said}`);
    },
  };
}
