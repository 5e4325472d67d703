import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { app, type InvocationContext } from "@azure/functions";
import * as df from "durable-functions";

import { createActivities } from "./activities/createActivities";
import { createDeliverEvents } from "./activities/deliverEvents";
import { createObserved } from "./activities/observed";
import { callTrace } from "./adapters/callTrace";
import { readConfig } from "./adapters/config";
import { createEngine } from "./adapters/engine";
import { createKeyRings } from "./adapters/keyRings";
import { createKeys } from "./adapters/keys";
import { newLinkId } from "./adapters/linkIds";
import { createMicrosoft } from "./adapters/microsoft";
import { observedHook } from "./adapters/observedHook";
import { createSealedCookies } from "./adapters/sealedCookies";
import { createStorage } from "./adapters/storage";
import { createTelemetry } from "./adapters/telemetry";
import { createTicketHook } from "./adapters/ticketHook";
import {
  endOrchestrationName,
  orchestrationName,
  type Activities,
  type ActivityName,
  type StepLog,
} from "./domain/contract";
import { allowedActions } from "./domain/actions";
import type { Link } from "./domain/link";
import { act, type AskedAction } from "./functions/actionDoors";
import { apiDoors } from "./functions/apiDoors";
import { apiRoutes, pageRoutes } from "./functions/apiRoutes";
import { createBeforeInvocation } from "./functions/beforeInvocation";
import { createDeliverDue } from "./functions/deliverDue";
import { createObservedDoor } from "./functions/observedDoor";
import { createObservedSweep } from "./functions/observedSweep";
import { createObservedTimer, type ObservedRun } from "./functions/observedTimer";
import { createOperatorDesk } from "./functions/operatorDesk";
import { operatorDoors } from "./functions/operatorDoors";
import { opsDoors } from "./functions/opsDoors";
import { createCaseEvidence } from "./functions/opsEvidence";
import { pageDoors } from "./functions/pageDoors";
import { createSweep } from "./functions/sweep";
import { createSweepOld } from "./functions/sweepOld";
import { endLink } from "./orchestrations/endLink";
import { linkDirectory } from "./orchestrations/linkDirectory";

// The story. It needs no settings and comes before them: where one of those is wrong, the worker refuses the app
// with that message only if something was registered; else the host takes it for an app without functions.
df.app.orchestration(orchestrationName, linkDirectory);
df.app.orchestration(endOrchestrationName, endLink);

// Settings
const config = readConfig(process.env);
const publicUrl = config.PUBLIC_URL;
const callers = config.CALLERS;
const paused = config.PAUSED;
const localCallbacks = config.LOCAL_CALLBACKS;
const retention = { retainDays: config.RETAIN_DAYS, evidenceDays: config.EVIDENCE_DAYS };
const limits = {
  caller: config.LIMIT_PER_CALLER,
  recipient: config.LIMIT_PER_RECIPIENT,
  directory: config.LIMIT_PER_DIRECTORY,
};
const now = () => new Date().toISOString();

// Adapters
const keyRings = createKeyRings(config, now);
const keys = createKeys(keyRings.signing);
const telemetry = createTelemetry(config);
const storage = createStorage(config, { keys, telemetry, now });
const microsoft = createMicrosoft(config, { ...storage, keyRings, now });
const hook = observedHook(createTicketHook({ localCallbacks, now }), telemetry);
const deliver = createDeliverEvents({ ...storage, hook, callers, publicUrl, now });
const engineOf = (context: InvocationContext) => createEngine(df.getClient(context));
const ports = {
  ...{ ...storage, ...microsoft, callers, keys, keyRings },
  ...{ publicUrl, retention, engineOf, now },
};

// Doors
const api = {
  ...{ ...ports, hook, localCallbacks, limits, pause, paused },
  newId: () => newLinkId(randomBytes(16)),
  startedAt: now(),
};
const settings = { publicUrl, appId: config.LINK_CLIENT_ID, paused };
const operators = {
  ...{ ...ports, settings, homeTenantId: config.HOME_TENANT_ID },
  cookies: createSealedCookies(keyRings.sealing, now),
};
const ops = {
  ...{ ...ports, settings, desk: createOperatorDesk(operators) },
  act: (link: Link, asked: AskedAction) => act({ ...ports, limits }, link, asked),
  evidence: createCaseEvidence(ports),
  allowedActions,
};
const doors = [
  ...apiRoutes(apiDoors(api)),
  ...pageRoutes([
    ...pageDoors({ ...ports, settings }),
    ...operatorDoors(operators),
    ...opsDoors(ops),
  ]),
];
const observation = { trace: callTrace, records: storage.calls, telemetry, now };
for (const { name, methods, route, handler } of doors.map(createObservedDoor(observation)))
  app.http(name, {
    methods: [...methods],
    ...{ route, handler },
    authLevel: "anonymous",
    extraInputs: [df.input.durableClient()],
  });

// Timers
const observedTimer = (name: keyof typeof storage.timers, run: ObservedRun) =>
  createObservedTimer({ heartbeat: storage.timers[name], now })(name, run);
app.timer("sweep", {
  schedule: "0 * * * * *",
  handler: createObservedSweep({ ...ports, sweep: createSweep(ports), telemetry }),
  extraInputs: [df.input.durableClient()],
});
app.timer("webhooks", {
  schedule: "30 * * * * *",
  handler: observedTimer("webhooks", createDeliverDue({ ...ports, deliver })),
});
app.timer("sweepOld", {
  schedule: "0 17 3 * * *",
  handler: observedTimer("sweepOld", createSweepOld(ports)),
});

// The steps of the story
const observed = createObserved(observation);
for (const [name, activity] of Object.entries(createActivities({ ...ports, deliver })))
  df.app.activity(name, {
    handler: observed(name, (input: Activities[ActivityName]["in"], log) =>
      (activity as (input: unknown, log: StepLog) => Promise<unknown>)(input, log),
    ),
  });

app.hook.preInvocation(createBeforeInvocation(keyRings));
app.hook.appTerminate(() => telemetry.flush());
