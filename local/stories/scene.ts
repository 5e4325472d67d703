import { setTimeout as sleep } from "node:timers/promises";
import type { LinkView } from "../../domain/linkView";
import { createProductApi } from "../stack/productApi";
import type { Stack } from "../stack";
import type { Timeline } from "../timeline/timeline";
import { createActor, type Actor } from "./actor";
import { createWatch } from "./watch";

const ticketId = "CHG-4711";
const patienceMs = 30_000;
const dayMs = 24 * 60 * 60 * 1000;

/** What a story can do; everything goes through the product's own doors, or the machine's. */
export interface Scene {
  readonly stack: Stack;
  readonly timeline: Timeline;
  /** The ticketing system asks for a link to Contoso. */
  ask(changes?: Readonly<Record<string, unknown>>): Promise<void>;
  person(id: string): Actor;
  /** Waits until the link is in this state and the app has done all it can do in it. */
  until(status: LinkView["status"]): Promise<void>;
  /** Waits until something is true, or the link is over. */
  untilSeen(what: string, isSeen: () => boolean): Promise<boolean>;
  passTime(ms: number, words: string): Promise<void>;
  /** Days pass one by one until the link is over. */
  passDays(most: number): Promise<void>;
  link(): LinkView | undefined;
  /** A moment for who watches. */
  pause(): Promise<void>;
}

export function createScene(stack: Stack, timeline: Timeline, paceMs: number): Scene {
  const api = createProductApi(stack.url);
  const watch = createWatch(stack.sandbox, timeline, ticketId);
  const pause = () => sleep(paceMs);
  let id = "";
  let link: LinkView | undefined;
  const look = async () => {
    if (id !== "") link = (await api.link(id).catch(() => undefined))?.link ?? link;
    watch(link);
  };
  const untilTrue = async (what: string, isTrue: () => boolean) => {
    timeline.waitFor(what);
    for (const end = performance.now() + patienceMs; ; await sleep(100)) {
      await look();
      if (isTrue()) break;
      if (performance.now() > end)
        throw new Error(`It took too long: ${what}. The link is ${link?.status ?? "unknown"}.`);
    }
    timeline.waitFor("one moment");
  };
  const isOver = () => link !== undefined && link.outcome !== null;
  const passTime = async (ms: number, words: string) => {
    timeline.say({ kind: "clock", who: "the clock", words });
    timeline.waitFor("the app does what has become due");
    await stack.moveClock(ms);
    await look();
  };
  return {
    stack,
    timeline,
    pause,
    link: () => link,
    person: (personId) => createActor({ sandbox: stack.sandbox, timeline, pause }, personId),
    ask: async (changes = {}) => {
      const request = { ...requestFor(stack), ...changes };
      timeline.say({ kind: "person", who: "Northwind Tickets", words: askWords(request) });
      const answer = await api.ask(request);
      if (!answer.link) throw new Error(`The app refused: ${JSON.stringify(answer.problem)}`);
      ({ id } = answer.link);
      timeline.say({
        kind: "ticket",
        who: ticketId,
        words: `gets ${String(answer.status)}: link ${id}`,
      });
    },
    until: async (status) => {
      await untilTrue(`until the link is ${status}`, () => hasReached(link, status));
      await stack.settle();
      await look();
    },
    untilSeen: async (what, isSeen) => {
      await untilTrue(what, () => isSeen() || isOver());
      return isSeen();
    },
    passTime,
    passDays: async (most) => {
      for (let day = 1; day <= most && !isOver(); day += 1) {
        await pause();
        await passTime(
          dayMs,
          day === 1 ? "a day passes" : `another day passes: day ${String(day)}`,
        );
      }
    },
  };
}

function hasReached(link: LinkView | undefined, status: LinkView["status"]): boolean {
  if (link?.status === status) return true;
  if (link?.outcome || link?.status === "needsOperator")
    throw new Error(`The link is ${link.status} and will not be ${status}.`);
  return false;
}

const requestFor = (stack: Stack) => ({
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com", name: "Contoso IT" },
  account: { email: "partner.ops@outlook.com", name: "Partner operations", kind: "microsoft" },
  access: "full",
  passwordWriteback: true,
  reason: "Turn on password write-back",
  ticket: { id: ticketId, callbackUrl: `${stack.sandbox.url}/tickets/hooks/${ticketId}` },
});

const askWords = (request: ReturnType<typeof requestFor>): string =>
  `asks by POST /api/v1/links: ${request.account.email} is to manage ${request.directory}. Why: “${request.reason}”`;
