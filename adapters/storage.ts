import type { Clock, Keys } from "../domain/ports";
import type { Telemetry } from "../domain/telemetry";
import { createCallRecordRows } from "./callRecordRows";
import type { Config } from "./config";
import { createFeed } from "./feed";
import { createFollowUps } from "./followUps";
import { createHeartbeat } from "./heartbeat";
import { createListNames } from "./listNames";
import { createKnownCallers } from "./knownCallers";
import { createLimitCounters } from "./limitCounters";
import { createLinkRows } from "./linkRows";
import { createListing } from "./listing";
import { observedLinks } from "./observedLinks";
import { createOpenLinks } from "./openLinks";
import { createOperatorSessions } from "./operatorSessions";
import { createOutboxes } from "./outboxes";
import { publishedLinks } from "./publishedLinks";
import { createPublisher } from "./publisher";
import { createReservations } from "./reservations";
import { createAttempts, createSessionRows } from "./sideRows";
import { createTable } from "./tables";

interface Parts {
  readonly keys: Pick<Keys, "sha256" | "macs">;
  readonly telemetry: Pick<Telemetry, "metric">;
  readonly now: Clock;
}

/** Everything the product keeps, in Azure Tables: which table each store is in. */
export function createStorage(config: Config, { keys, telemetry, now }: Parts) {
  const rows = createTable(config, "links");
  const lists = createTable(config, "lists");
  const followUpTable = createTable(config, "followups");
  const reservationTable = createTable(config, "reservations");
  const names = createListNames(keys);
  const followUps = createFollowUps(followUpTable);
  const feed = createFeed(createTable(config, "feed"), now);
  const linkRows = createLinkRows(rows, now);
  const callersSeen = createKnownCallers(lists, config.CALLERS, now);
  const publisher = createPublisher({
    ...{ links: linkRows, lists, rows, feed, names, followUps, now, callersSeen },
  });
  const links = observedLinks(publishedLinks(linkRows, publisher), telemetry);
  const reservations = createReservations(reservationTable, (text) => keys.sha256(text));
  const openRows = createReservations(reservationTable, (key) => key);
  return {
    ...{ links, publisher, feed, reservations, followUps },
    backlog: followUps,
    knownCallers: () => callersSeen.knownCallers(),
    listing: createListing(lists, names, now),
    openLinks: createOpenLinks({ rows: openRows, links: linkRows, keys }),
    counters: createLimitCounters(createTable(config, "limits")),
    operatorSessions: createOperatorSessions(createTable(config, "operators"), (text) =>
      keys.sha256(text),
    ),
    heartbeat: createHeartbeat(followUpTable),
    timers: {
      webhooks: createHeartbeat(followUpTable, "webhooks"),
      sweepOld: createHeartbeat(followUpTable, "sweepOld"),
    },
    attempts: createAttempts(rows, now),
    sessionRows: createSessionRows(rows),
    outboxes: createOutboxes(rows),
    calls: createCallRecordRows(rows),
  };
}
