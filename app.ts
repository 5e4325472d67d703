import { randomBytes } from "node:crypto";
import { app, type InvocationContext } from "@azure/functions";
import * as df from "durable-functions";

import { createActivities } from "./activities/createActivities";
import { createObserved } from "./activities/observed";
import { createCallRecordRows } from "./adapters/callRecordRows";
import { callTrace } from "./adapters/callTrace";
import { readConfig } from "./adapters/config";
import { createDirectoryFinder } from "./adapters/directoryFinder";
import { createEngine } from "./adapters/engine";
import { createGraph } from "./adapters/graph";
import { createHeartbeat } from "./adapters/heartbeat";
import { createKeys } from "./adapters/keys";
import { newLinkId } from "./adapters/linkIds";
import { createLinkRows } from "./adapters/linkRows";
import { createMailer } from "./adapters/mailer";
import { observedHook } from "./adapters/observedHook";
import { observedLinks } from "./adapters/observedLinks";
import { createOpenIdClients } from "./adapters/openIdClient";
import { createOpenLinks } from "./adapters/openLinks";
import { createProductIdentity } from "./adapters/productIdentity";
import { createSeal } from "./adapters/sealing";
import { createSessions } from "./adapters/sessions";
import { createReservations } from "./adapters/reservations";
import {
  createAttempts,
  createFollowUps,
  createSessionRows,
  createTicketProgress,
} from "./adapters/sideRows";
import { createSignIn } from "./adapters/signIn";
import { createSubscriptions } from "./adapters/subscriptions";
import { createTable } from "./adapters/tables";
import { createTelemetry } from "./adapters/telemetry";
import { createTicketHook } from "./adapters/ticketHook";
import {
  endOrchestrationName,
  orchestrationName,
  type Activities,
  type ActivityName,
} from "./domain/contract";
import { apiDoors } from "./functions/apiDoors";
import { createObservedDoor } from "./functions/observedDoor";
import { createObservedSweep } from "./functions/observedSweep";
import { pageDoors } from "./functions/pageDoors";
import { createSweep } from "./functions/sweep";
import { endLink } from "./orchestrations/endLink";
import { linkDirectory } from "./orchestrations/linkDirectory";

// Settings
const config = readConfig(process.env);
const publicUrl = config.PUBLIC_URL;
const callers = config.CALLERS;
const now = () => new Date().toISOString();

// Adapters
const keys = createKeys(config.SIGNING_KEYS);
const rows = createTable(config, "links");
const telemetry = createTelemetry(config.APPLICATIONINSIGHTS_CONNECTION_STRING);
const links = observedLinks(createLinkRows(rows, now), telemetry);
const records = createCallRecordRows(rows);
const followUpTable = createTable(config, "followups");
const followUps = createFollowUps(followUpTable);
const heartbeat = createHeartbeat(followUpTable);
const reservations = createReservations(createTable(config, "reservations"), (text) =>
  keys.sha256(text),
);
const openLinks = createOpenLinks(reservations, links);
const attempts = createAttempts(rows, now);
const identity = createProductIdentity(config.MANAGED_IDENTITY_CLIENT_ID);
const productGraph = createGraph(config.GRAPH_URL, () => identity.graphToken());
const finder = createDirectoryFinder(config.ENTRA_AUTHORITY, productGraph);
const clients = createOpenIdClients(config, identity);
const signIn = createSignIn(config, clients);
const sessions = createSessions({
  rows: createSessionRows(rows),
  followUps,
  seal: createSeal(config.SEALING_KEYS),
  clients,
  graphUrl: config.GRAPH_URL,
  now,
});
const subscriptions = config.ARM_URL ? createSubscriptions(config.ARM_URL, clients) : undefined;
const mailer = createMailer(productGraph, config.MAIL_SENDER);
const engineOf = (context: InvocationContext) => createEngine(df.getClient(context));

// Doors
const api = {
  ...{ callers, keys, links, followUps, engineOf, now, finder, openLinks, reservations },
  newId: () => newLinkId(randomBytes(16)),
  ...{ heartbeat, backlog: followUps, paused: config.PAUSED, startedAt: now() },
};
const settings = { publicUrl, appId: config.LINK_CLIENT_ID };
const pages = { ...api, settings, attempts, signIn, sessions, subscriptions };
const doors = [...apiDoors(api), ...pageDoors(pages)];
const observedDoor = createObservedDoor({ trace: callTrace, records, telemetry });
for (const { name, methods, route, handler } of doors.map(observedDoor))
  app.http(name, {
    methods: [...methods],
    ...{ route, handler },
    authLevel: "anonymous",
    extraInputs: [df.input.durableClient()],
  });

app.timer("sweep", {
  schedule: "0 * * * * *",
  handler: createObservedSweep({
    sweep: createSweep({ links, followUps, sessions, engineOf, now }),
    ...{ heartbeat, backlog: followUps, telemetry, now },
  }),
  extraInputs: [df.input.durableClient()],
});

// The story and its steps
df.app.orchestration(orchestrationName, linkDirectory);
df.app.orchestration(endOrchestrationName, endLink);

const activities = createActivities({
  ...{ links, followUps, openLinks, attempts, sessions, finder, mailer, keys, callers, publicUrl },
  progress: createTicketProgress(rows),
  hook: observedHook(createTicketHook(), telemetry),
  now,
});
const observed = createObserved({ trace: callTrace, records, telemetry, now });
for (const [name, activity] of Object.entries(activities))
  df.app.activity(name, {
    handler: observed(name, (input: Activities[ActivityName]["in"]) =>
      (activity as (input: unknown) => Promise<unknown>)(input),
    ),
  });

app.hook.appTerminate(() => telemetry.flush());
