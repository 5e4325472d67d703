import {
  countUpTo,
  healthOf,
  type Backlog,
  type Count,
  type Heartbeat,
  type Waiting,
} from "../domain/health";
import { linkId } from "../domain/ids";
import type { Listing } from "../domain/listing";
import type { Clock } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import type { FollowUpKind, Links } from "../domain/storagePorts";
import { json } from "./api";
import type { Door } from "./doors";

export interface HealthPorts {
  readonly links: Pick<Links, "read">;
  readonly heartbeat: Pick<Heartbeat, "last">;
  readonly backlog: Backlog;
  /** Parked links are counted where there are lists. */
  readonly listing?: Pick<Listing, "page">;
  readonly knownCallers: KnownCallers["knownCallers"];
  readonly paused: boolean;
  /** When this process started. */
  readonly startedAt: string;
  readonly now: Clock;
}

const nobody = linkId.parse("a".repeat(26));
/** Whoever asks has seconds, however long storage takes. */
const patienceMs = 2500;
const countedUpTo = 100;

/** What a check learnt in time; undefined where it failed or took too long. */
async function inTime<T>(check: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, patienceMs, undefined);
  });
  try {
    return await Promise.race([check, late]);
  } catch {
    return undefined;
  } finally {
    clearTimeout(timer);
  }
}

async function waiting({ backlog }: HealthPorts, kind: FollowUpKind): Promise<Waiting> {
  const first = await backlog.oldest(kind, countedUpTo + 1);
  return {
    oldestDueAt: first[0]?.dueAt ?? null,
    waiting: countUpTo(first.length, countedUpTo),
  };
}

/** One page of parked links is read, never all. */
async function parked({ listing, knownCallers }: HealthPorts): Promise<Count | null> {
  if (!listing) return null;
  const page = await listing.page({
    callerIds: await knownCallers(),
    filter: { status: "needsOperator" },
    top: countedUpTo,
    continuation: null,
  });
  return countUpTo(page.items.length + (page.continuation ? 1 : 0), countedUpTo);
}

/** `GET /api/health`: whether the product can do its work. Anybody may ask, so it says nothing of anybody. */
export const createHealth =
  (ports: HealthPorts): Door =>
  async () => {
    const [storage, sweptAt, outbox, relay, count] = await Promise.all([
      inTime(ports.links.read(nobody).then(() => true)),
      inTime(ports.heartbeat.last().then((at) => at ?? null)),
      inTime(waiting(ports, "webhook")),
      inTime(waiting(ports, "relay")),
      inTime(parked(ports)),
    ]);
    const { now, startedAt, paused } = ports;
    const health = healthOf({
      ...{ now: now(), startedAt, storage: storage === true, sweptAt, outbox, relay },
      ...{ parked: count, paused },
    });
    return json(health.status === "unable" ? 503 : 200, health);
  };
