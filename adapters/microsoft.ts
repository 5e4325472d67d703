import type { Clock } from "../domain/ports";
import type { FollowUps, SessionRows } from "../domain/storagePorts";
import { createApiTokens } from "./apiTokens";
import type { Config } from "./config";
import { createDirectoryFinder } from "./directoryFinder";
import { createGraph } from "./graph";
import type { KeyRings } from "./keyRing";
import { createMailer } from "./mailer";
import { createOpenIdClients } from "./openIdClient";
import { createOperatorSignIn } from "./operatorSignIn";
import { createProductIdentity } from "./productIdentity";
import { createSeal } from "./sealing";
import { createSessions } from "./sessions";
import { createSignIn } from "./signIn";
import { createSubscriptions } from "./subscriptions";

interface Parts {
  readonly keyRings: Pick<KeyRings, "sealing">;
  readonly sessionRows: SessionRows;
  readonly followUps: FollowUps;
  readonly now: Clock;
}

/** Everything of Microsoft that the product talks to: as itself in its home tenant, elsewhere with people's own sessions. */
export function createMicrosoft(config: Config, { keyRings, sessionRows, followUps, now }: Parts) {
  const identity = createProductIdentity(config.MANAGED_IDENTITY_CLIENT_ID);
  const productGraph = createGraph(config.GRAPH_URL, () => identity.graphToken());
  const clients = createOpenIdClients(config, identity);
  const apiClients = createOpenIdClients(config, identity, config.API_CLIENT_ID);
  return {
    finder: createDirectoryFinder(config.ENTRA_AUTHORITY, productGraph),
    mailer: createMailer(productGraph, config.MAIL_SENDER),
    signIn: createSignIn(config, clients),
    sessions: createSessions({
      ...{ rows: sessionRows, followUps, clients, graphUrl: config.GRAPH_URL },
      ...{ seal: createSeal(keyRings.sealing), paused: config.PAUSED, now },
    }),
    subscriptions: config.ARM_URL ? createSubscriptions(config.ARM_URL, clients) : undefined,
    apiTokens: createApiTokens(config, now),
    operatorSignIn: createOperatorSignIn(config, apiClients),
  };
}
