import { randomBytes } from "node:crypto";
import { app, type HttpMethod, type InvocationContext } from "@azure/functions";
import * as df from "durable-functions";

import { createAssignRole } from "./activities/assignRole";
import { createCheckWriteBack } from "./activities/checkWriteBack";
import { createClaimRun } from "./activities/claimRun";
import { createConfirmAccount } from "./activities/confirmAccount";
import { createConfirmConsent } from "./activities/confirmConsent";
import { createFindAccount } from "./activities/findAccount";
import { createForgetSession } from "./activities/forgetSession";
import { createInviteAccount } from "./activities/inviteAccount";
import { createLeaveWriteBackOpen } from "./activities/leaveWriteBackOpen";
import { createMakePlan } from "./activities/makePlan";
import { createMoveTo } from "./activities/moveTo";
import { createOpenWait } from "./activities/openWait";
import { createPark } from "./activities/park";
import { createReportUndo } from "./activities/reportUndo";
import { createResolveDirectory } from "./activities/resolveDirectory";
import { createSendMail } from "./activities/sendMail";
import { createTakeDecision } from "./activities/takeDecision";
import { createTellTicket } from "./activities/tellTicket";
import { createUndoRoles } from "./activities/undoRoles";
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
import { createTable } from "./adapters/tables";
import { createTicketHook } from "./adapters/ticketHook";
import {
  orchestrationName,
  type Activities,
  type Activity,
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
import { createGetLink } from "./functions/getLink";
import { createHealth } from "./functions/health";
import { createHomePage, createSignedOutPage, createStyleSheet } from "./functions/plainPages";
import { createPostLink } from "./functions/postLink";
import { createRetryLink } from "./functions/retryLink";
import { createSignInCallback } from "./functions/signInCallback";
import { createSweep } from "./functions/sweep";
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
door("health", "GET", { route: "api/health", handler: createHealth(links) });

/** Link checkers ask for the head of a mailed page first. */
const shown: HttpMethod[] = ["GET", "HEAD"];
const pages = { ...api, settings, attempts, signIn, sessions };
door("consentPage", "GET", { route: "consent", handler: createConsentPage(pages), methods: shown });
door("consentForm", "POST", { route: "consent", handler: createConsentForm(pages) });
door("consentCallback", "GET", {
  route: "consent/callback",
  handler: createConsentCallback(pages),
});
door("acceptPage", "GET", { route: "accept", handler: createAcceptPage(pages), methods: shown });
door("acceptForm", "POST", { route: "accept", handler: createAcceptForm(pages) });
door("signInCallback", "GET", { route: "signin/callback", handler: createSignInCallback(pages) });
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

const activities: { readonly [N in ActivityName]: Activity<N> } = {
  claimRun: createClaimRun(links, followUps),
  resolveDirectory: createResolveDirectory({ links, finder, openLinks }),
  makePlan: createMakePlan(links, keys),
  openWait: createOpenWait(links, keys),
  takeDecision: createTakeDecision(links, followUps),
  confirmConsent: createConfirmConsent({ links, sessions, keys }),
  findAccount: createFindAccount(links, sessions),
  inviteAccount: createInviteAccount({ links, sessions, now }),
  confirmAccount: createConfirmAccount(links, sessions),
  assignRole: createAssignRole(links, sessions),
  checkWriteBack: createCheckWriteBack(links, sessions),
  leaveWriteBackOpen: createLeaveWriteBackOpen(links),
  sendMail: createSendMail({
    links,
    mailer,
    keys,
    callers,
    publicUrl,
    now,
  }),
  moveTo: createMoveTo(links, now),
  park: createPark(links),
  undoRoles: createUndoRoles(links, sessions),
  reportUndo: createReportUndo(links),
  forgetSession: createForgetSession(sessions, attempts),
  tellTicket: createTellTicket({
    links,
    progress: createTicketProgress(rows),
    hook: createTicketHook(),
    publicUrl,
  }),
};
for (const [name, activity] of Object.entries(activities))
  df.app.activity(name, {
    handler: (input: Activities[ActivityName]["in"]) =>
      (activity as (input: unknown) => Promise<unknown>)(input),
  });
