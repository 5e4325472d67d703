import { randomBytes } from "node:crypto";
import { app, type InvocationContext } from "@azure/functions";
import * as df from "durable-functions";

import { createActivities } from "./activities/createActivities";
import { readConfig } from "./adapters/config";
import { createDirectoryFinder } from "./adapters/directoryFinder";
import { createEngine } from "./adapters/engine";
import { createFeed } from "./adapters/feed";
import { createFollowUps } from "./adapters/followUps";
import { createGraph } from "./adapters/graph";
import { createKeys } from "./adapters/keys";
import { newLinkId } from "./adapters/linkIds";
import { createLinkRows } from "./adapters/linkRows";
import { createListing } from "./adapters/listing";
import { createMailer } from "./adapters/mailer";
import { createOpenIdClients } from "./adapters/openIdClient";
import { createOpenLinks } from "./adapters/openLinks";
import { createProductIdentity } from "./adapters/productIdentity";
import { publishedLinks } from "./adapters/publishedLinks";
import { createPublisher } from "./adapters/publisher";
import { createSeal } from "./adapters/sealing";
import { createSessions } from "./adapters/sessions";
import { createReservations } from "./adapters/reservations";
import { createAttempts, createSessionRows, createTicketProgress } from "./adapters/sideRows";
import { createSignIn } from "./adapters/signIn";
import { createSubscriptions } from "./adapters/subscriptions";
import { createTable } from "./adapters/tables";
import { createTicketHook } from "./adapters/ticketHook";
import {
  endOrchestrationName,
  orchestrationName,
  type Activities,
  type ActivityName,
} from "./domain/contract";
import { apiDoors } from "./functions/apiDoors";
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
const feed = createFeed(createTable(config, "feed"), now);
const lists = createTable(config, "lists");
const names = { hash: (text: string) => keys.sha256(text).slice(0, 32) };
const listing = createListing(lists, names, now);
const linkRows = createLinkRows(rows, now);
const publisher = createPublisher({ links: linkRows, lists, rows, feed, names });
const links = publishedLinks(linkRows, publisher);
const followUps = createFollowUps(createTable(config, "followups"));
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
  ...{
    callers,
    keys,
    links,
    followUps,
    engineOf,
    now,
    finder,
    openLinks,
    reservations,
    listing,
    feed,
  },
  newId: () => newLinkId(randomBytes(16)),
};
const settings = { publicUrl, appId: config.LINK_CLIENT_ID };
const pages = { ...api, settings, attempts, signIn, sessions, subscriptions };
for (const { name, methods, route, handler } of [...apiDoors(api), ...pageDoors(pages)])
  app.http(name, {
    methods: [...methods],
    ...{ route, handler },
    authLevel: "anonymous",
    extraInputs: [df.input.durableClient()],
  });

app.timer("sweep", {
  schedule: "0 * * * * *",
  handler: createSweep({ links, followUps, sessions, publisher, engineOf, now }),
  extraInputs: [df.input.durableClient()],
});

// The story and its steps
df.app.orchestration(orchestrationName, linkDirectory);
df.app.orchestration(endOrchestrationName, endLink);

const activities = createActivities({
  ...{ links, followUps, openLinks, attempts, sessions, finder, mailer, keys, callers, publicUrl },
  publisher,
  progress: createTicketProgress(rows),
  hook: createTicketHook(),
  now,
});
for (const [name, activity] of Object.entries(activities))
  df.app.activity(name, {
    handler: (input: Activities[ActivityName]["in"]) =>
      (activity as (input: unknown) => Promise<unknown>)(input),
  });
