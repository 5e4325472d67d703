import { randomBytes } from "node:crypto";
import { app, type HttpMethod, type InvocationContext } from "@azure/functions";
import * as df from "durable-functions";

import { createActivities } from "./activities/createActivities";
import { readConfig } from "./adapters/config";
import { createDirectoryFinder } from "./adapters/directoryFinder";
import { createEngine } from "./adapters/engine";
import { createGraph } from "./adapters/graph";
import { createKeys } from "./adapters/keys";
import { newLinkId } from "./adapters/linkIds";
import { createLinkRows } from "./adapters/linkRows";
import { createMailer } from "./adapters/mailer";
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
import { createTicketHook } from "./adapters/ticketHook";
import {
  endOrchestrationName,
  orchestrationName,
  type Activities,
  type ActivityName,
} from "./domain/contract";
import { createAcceptForm } from "./functions/acceptForm";
import { createAcceptPage } from "./functions/acceptPage";
import { createCancelLink } from "./functions/cancelLink";
import { createChangeAdministrator } from "./functions/changeAdministrator";
import { createConsentCallback } from "./functions/consentCallback";
import { createConsentForm } from "./functions/consentForm";
import { createConsentPage } from "./functions/consentPage";
import type { Door } from "./functions/doors";
import { createEndAccess } from "./functions/endAccess";
import { createEndForm } from "./functions/endForm";
import { createEndPage } from "./functions/endPage";
import { createGetLink } from "./functions/getLink";
import { createHealth } from "./functions/health";
import { createHomePage, createSignedOutPage, createStyleSheet } from "./functions/plainPages";
import { createPostLink } from "./functions/postLink";
import { createRetryLink } from "./functions/retryLink";
import { createSignInCallback } from "./functions/signInCallback";
import { createSweep } from "./functions/sweep";
import { createWritebackForm } from "./functions/writebackForm";
import { createWritebackPage } from "./functions/writebackPage";
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
const links = createLinkRows(rows, now);
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
const settings = { publicUrl, appId: config.LINK_CLIENT_ID };
const door = (
  name: string,
  method: HttpMethod,
  at: { route: string; handler: Door; methods?: HttpMethod[] },
) => {
  app.http(name, {
    methods: [method],
    ...at,
    authLevel: "anonymous",
    extraInputs: [df.input.durableClient()],
  });
};
const api = { callers, keys, links, followUps, engineOf, now };
door("postLink", "POST", {
  route: "api/v1/links",
  handler: createPostLink({
    ...api,
    finder,
    openLinks,
    reservations,
    newId: () => newLinkId(randomBytes(16)),
  }),
});
door("getLink", "GET", { route: "api/v1/links/{id}", handler: createGetLink(api) });
door("cancelLink", "POST", { route: "api/v1/links/{id}/cancel", handler: createCancelLink(api) });
door("changeAdministrator", "POST", {
  route: "api/v1/links/{id}/administrator",
  handler: createChangeAdministrator(api),
});
door("retryLink", "POST", { route: "api/v1/links/{id}/retry", handler: createRetryLink(api) });
door("endAccess", "POST", { route: "api/v1/links/{id}/end", handler: createEndAccess(api) });
door("health", "GET", { route: "api/health", handler: createHealth(links) });

/** Link checkers ask for the head of a mailed page first. */
const shown: HttpMethod[] = ["GET", "HEAD"];
const pages = { ...api, settings, attempts, signIn, sessions, subscriptions };
door("consentPage", "GET", { route: "consent", handler: createConsentPage(pages), methods: shown });
door("consentForm", "POST", { route: "consent", handler: createConsentForm(pages) });
door("consentCallback", "GET", {
  route: "consent/callback",
  handler: createConsentCallback(pages),
});
door("acceptPage", "GET", { route: "accept", handler: createAcceptPage(pages), methods: shown });
door("acceptForm", "POST", { route: "accept", handler: createAcceptForm(pages) });
door("signInCallback", "GET", { route: "signin/callback", handler: createSignInCallback(pages) });
door("writebackPage", "GET", {
  route: "writeback",
  handler: createWritebackPage(pages),
  methods: shown,
});
door("writebackForm", "POST", { route: "writeback", handler: createWritebackForm(pages) });
door("endPage", "GET", { route: "end", handler: createEndPage(pages), methods: shown });
door("endForm", "POST", { route: "end", handler: createEndForm(pages) });
door("signedOut", "GET", { route: "signed-out", handler: createSignedOutPage() });
door("home", "GET", { route: "/", handler: createHomePage() });
door("styleSheet", "GET", { route: "style.css", handler: createStyleSheet() });

app.timer("sweep", {
  schedule: "0 * * * * *",
  handler: createSweep({ links, followUps, sessions, engineOf, now }),
  extraInputs: [df.input.durableClient()],
});

// The story and its steps
df.app.orchestration(orchestrationName, linkDirectory);
df.app.orchestration(endOrchestrationName, endLink);

const activities = createActivities({
  ...{ links, followUps, openLinks, attempts, sessions, finder, mailer, keys, callers, publicUrl },
  progress: createTicketProgress(rows),
  hook: createTicketHook(),
  now,
});
for (const [name, activity] of Object.entries(activities))
  df.app.activity(name, {
    handler: (input: Activities[ActivityName]["in"]) =>
      (activity as (input: unknown) => Promise<unknown>)(input),
  });
