import {
  countersOf,
  dailyCounter,
  secondsLeft,
  type Counter,
  type LimitCounters,
  type Limits,
} from "../domain/limits";
import type { TenantId } from "../domain/ids";
import type { Clock, Keys } from "../domain/ports";
import type { LinkRequest } from "../domain/request";
import { Problem } from "./api";

export interface LimitPorts {
  readonly keys: Pick<Keys, "mac">;
  readonly limits: Limits;
  readonly counters: LimitCounters;
  readonly now: Clock;
}

export interface NewLinkOf {
  readonly callerId: string;
  readonly body: LinkRequest;
  /** Undefined where it could not be looked up in time: then the domain is counted. */
  readonly tenantId: TenantId | undefined;
}

const words: Readonly<Record<keyof Limits, (most: number) => string>> = {
  caller: (most) => `You asked for ${String(most)} new links within this hour, which is the most.`,
  directory: (most) =>
    `There were ${String(most)} new links for this directory today (UTC), which is the most.`,
  recipient: (most) =>
    `There were ${String(most)} new links for the administrator's or the account's address today (UTC), or people named to be asked, which is the most.`,
};

const countersFor = ({ keys, now }: LimitPorts, { callerId, body, tenantId }: NewLinkOf) =>
  countersOf(
    {
      callerId,
      directory: tenantId ?? body.directory,
      recipients: [body.administrator.email, body.account.email].map((address) =>
        keys.mac("limit", address),
      ),
    },
    now(),
  );

type ReachedPorts = Pick<LimitPorts, "limits" | "now">;

function reached(
  { limits, now }: ReachedPorts,
  counter: Counter<keyof Limits>,
  nothing: string,
): Problem {
  const { limit } = counter;
  const retryAfter = secondsLeft(counter, now());
  const detail = `${words[limit](limits[limit])} ${nothing}; try again in ${String(retryAfter)} seconds.`;
  return new Problem(429, "limit_reached", { detail, limit, retryAfter });
}

const notStarted = "Nothing was started";

/** For a link that was not made, or that somebody else made and counted. */
export async function giveBack(
  { counters }: Pick<LimitPorts, "counters">,
  counted: readonly Counter[],
): Promise<void> {
  await Promise.all(counted.map((one) => counters.giveBack(one)));
}

/** Counts a new link in every limit, or in none: what was counted before a refusal is given back. Answers what it counted in. */
export async function countNewLink(ports: LimitPorts, asked: NewLinkOf): Promise<Counter[]> {
  const taken: Counter[] = [];
  for (const counter of countersFor(ports, asked)) {
    if (!(await ports.counters.take(counter, ports.limits[counter.limit]))) {
      await giveBack(ports, taken);
      throw reached(ports, counter, notStarted);
    }
    taken.push(counter);
  }
  return taken;
}

/** Refuses as `countNewLink` would at this moment; counts nothing. */
export async function refuseIfReached(ports: LimitPorts, asked: NewLinkOf): Promise<void> {
  for (const counter of countersFor(ports, asked))
    if ((await ports.counters.count(counter)) >= ports.limits[counter.limit])
      throw reached(ports, counter, notStarted);
}

/**
 * Somebody who is named to be asked gets a mail, as the people of a new link do: counted with them, unless
 * what names them is refused.
 */
export async function countNamed<R>(
  ports: LimitPorts,
  address: string,
  name: () => Promise<R>,
): Promise<R> {
  const { counters, limits, keys, now } = ports;
  const counter = dailyCounter("recipient", keys.mac("limit", address), now());
  if (!(await counters.take(counter, limits.recipient)))
    throw reached(ports, counter, "Nothing was changed");
  try {
    return await name();
  } catch (error) {
    // A failure may have named them all the same.
    if (error instanceof Problem) await counters.giveBack(counter);
    throw error;
  }
}
