import { setTimeout as sleep } from "node:timers/promises";
import type { LinkView } from "../../domain/linkView";
import { createProductApi } from "../stack/productApi";
import type { Stack } from "../stack";
import type { Timeline } from "../timeline/timeline";
import { createActor, type Actor } from "./actor";
import { contosoRequest, requestWords, ticketId } from "./contosoRequest";
import { followLink, type FollowedLink } from "./followLink";
import { createWitness, type Witness } from "./witness";

const dayMs = 24 * 60 * 60 * 1000;

/** What a story can do; everything goes through the product's own doors, or the machine's. */
export interface Scene {
  readonly stack: Stack;
  readonly timeline: Timeline;
  /** The ticketing system asks for a link; to Contoso when nothing else is said. */
  ask(request?: typeof contosoRequest): Promise<void>;
  person(id: string): Actor;
  /** Waits until the link is in this state and the app has done all it can do in it. */
  until(status: LinkView["status"]): Promise<void>;
  /** Waits until something is true, or the link is over; tells which. */
  untilSeen(what: string, isSeen: () => boolean): Promise<boolean>;
  passTime(ms: number, words: string): Promise<void>;
  /** Days pass one by one until the link is over. */
  passDays(most: number): Promise<void>;
  /** Many days pass, told in one line; the app does each day what is due on it. */
  passQuietDays(days: number, words: string): Promise<void>;
  link(): LinkView | undefined;
  readonly witness: Witness;
  /** A moment for who watches. */
  pause(): Promise<void>;
}

/** The scene of one story; `paceMs` is how long people take before they act. */
export function createScene(stack: Stack, timeline: Timeline, paceMs: number): Scene {
  const api = createProductApi(stack.url);
  const link = followLink(stack, api, timeline);
  const pause = () => sleep(paceMs);
  const witness = createWitness();
  const stage = { sandbox: stack.sandbox, timeline, witness, pause };
  return {
    stack,
    timeline,
    witness,
    pause,
    link: link.now,
    person: (personId) => createActor(stage, personId),
    ask: async (requestTo = contosoRequest) => {
      const request = requestTo(stack.sandbox.url);
      timeline.say({ kind: "person", who: "Northwind Tickets", words: requestWords(request) });
      const { status, link: made, problem } = await api.ask(request);
      if (!made) throw new Error(`The app refused: ${JSON.stringify(problem)}`);
      link.begin(made.id);
      const words = `gets ${String(status)}: link ${made.id}`;
      timeline.say({ kind: "ticket", who: ticketId, words });
    },
    until: async (status) => {
      await link.until(`until the link is ${status}`, () => hasReached(link.now(), status));
      await stack.settle();
      await link.look();
    },
    untilSeen: async (what, isSeen) => {
      await link.until(what, () => isSeen() || link.isOver());
      return isSeen();
    },
    ...passing({ stack, timeline, link, pause }),
  };
}

/** What is over stays as it is, unless its end begins. */
const toEnd: readonly LinkView["status"][] = ["ending", "ended"];

function hasReached(link: LinkView | undefined, status: LinkView["status"]): boolean {
  if (link?.status === status) return true;
  const isOver = link?.outcome && !(toEnd.includes(status) && link.status !== "ended");
  if (isOver || link?.status === "needsOperator")
    throw new Error(`The link is ${link.status} and will not be ${status}.`);
  return false;
}

interface Passing {
  readonly stack: Stack;
  readonly timeline: Timeline;
  readonly link: FollowedLink;
  pause(): Promise<void>;
}

function passing({
  stack,
  timeline,
  link,
  pause,
}: Passing): Pick<Scene, "passTime" | "passDays" | "passQuietDays"> {
  const passTime = async (ms: number, words: string) => {
    timeline.say({ kind: "clock", who: "the clock", words });
    timeline.waitFor("the app does what has become due");
    await stack.moveClock(ms);
    await link.look();
  };
  return {
    passTime,
    passQuietDays: async (days, words) => {
      await pause();
      timeline.say({ kind: "clock", who: "the clock", words });
      timeline.waitFor("the app does what has become due");
      for (let day = 1; day <= days; day += 1) await stack.moveClock(dayMs);
      await link.look();
    },
    passDays: async (most) => {
      for (let day = 1; day <= most && !link.isOver(); day += 1) {
        await pause();
        await passTime(
          dayMs,
          day === 1 ? "a day passes" : `another day passes: day ${String(day)}`,
        );
      }
    },
  };
}
