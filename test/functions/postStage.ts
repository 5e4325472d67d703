import { createLimitCounters } from "../../adapters/limitCounters";
import { newLinkId } from "../../adapters/linkIds";
import { createReservations } from "../../adapters/reservations";
import { LinkError, type Code } from "../../domain/errors";
import { tenantId } from "../../domain/ids";
import type { DirectoryFinder } from "../../domain/microsoftPorts";
import { createPostLink, type PostPorts } from "../../functions/postLink";
import { aCaller, aTenant } from "../support/aLink";
import { aContext, aPost, fakeEngine } from "../support/fakesHttp";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { fakeFollowUps, fakeOpenLinks } from "../support/fakesStorage";
import { newTable } from "../support/fakesTables";

const keys = fixedKeys();

export const aBody = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};

const found = () => Promise.resolve(tenantId.parse(aTenant));
export const failing = (code: Code) => () =>
  Promise.reject(new LinkError({ code, class: "final" }, "the words = of it"));

export interface PostStage {
  readonly tenantOf?: DirectoryFinder["tenantOf"];
  readonly limits?: Partial<PostPorts["limits"]>;
  readonly paused?: boolean;
}

const noLimits = { caller: 1000, recipient: 1000, directory: 1000 };
export const idNumber = (n: number) => newLinkId(Buffer.alloc(16, n));

function portsOf(
  clock: { now: string; paused: () => Promise<void> },
  { tenantOf, limits, paused }: PostStage,
) {
  let made = 0;
  return {
    callers: [
      aCaller({ apiKeyHashes: [keys.sha256("key")] }),
      aCaller({ id: "second", apiKeyHashes: [keys.sha256("key-2")] }),
      aCaller({ id: "reader", apiKeyHashes: [keys.sha256("read")], roles: ["Links.Read"] }),
    ],
    keys,
    links: fakeLinks(),
    followUps: fakeFollowUps(),
    finder: { tenantOf: tenantOf ?? found },
    reservations: createReservations(newTable(), (text) => keys.sha256(text)),
    counters: createLimitCounters(newTable()),
    limits: { ...noLimits, ...limits },
    paused: paused ?? false,
    pause: () => clock.paused(),
    newId: () => idNumber(++made),
    openLinks: fakeOpenLinks(),
    now: () => clock.now,
  };
}

/** The door of new links with fakes at its ports; real tables for what has to hold under concurrency. */
export function postStage(options: PostStage = {}) {
  const clock = {
    now: testNow,
    paused: () => Promise.resolve(),
    later: (seconds: number) => {
      clock.now = new Date(Date.parse(clock.now) + seconds * 1000).toISOString();
    },
  };
  const engine = fakeEngine();
  const context = aContext();
  const ports = { ...portsOf(clock, options), engineOf: engine.engineOf };
  const door = createPostLink(ports);
  const post = async (
    headers: Record<string, string | undefined> = {},
    sent: unknown = aBody,
    query: Record<string, string> = {},
  ) => {
    const all = { "x-api-key": "key", "idempotency-key": "one", ...headers };
    const sentHeaders = Object.entries(all).filter(([, value]) => value !== undefined);
    const request = aPost(JSON.stringify(sent), {
      headers: Object.fromEntries(sentHeaders) as Record<string, string>,
      query,
    });
    const answer = await door(request, context);
    return { ...answer, json: JSON.parse(String(answer.body)) as Record<string, unknown> };
  };
  const nothingHappened = async () => {
    expect(await ports.links.read(idNumber(1))).toBeUndefined();
    expect(ports.followUps.noted()).toEqual([]);
    expect(engine.started).toEqual([]);
  };
  /** What happens while a door waits for somebody else. */
  const onPause = (run: () => Promise<void>) => void (clock.paused = run);
  return { ...ports, clock, engine, context, post, onPause, nothingHappened, first: idNumber(1) };
}
