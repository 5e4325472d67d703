import { createInbox, type Inbox } from "./inbox";
import { createInstances, type Instances } from "./instances";
import type { Store } from "./openStore";
import { createActivities, createTimers, type Activities, type Timers } from "./work";

/** The engine's tables, each with the few statements it needs. */
export interface Tables {
  readonly store: Store;
  readonly instances: Instances;
  readonly inbox: Inbox;
  readonly activities: Activities;
  readonly timers: Timers;
}

export function createTables(store: Store): Tables {
  return {
    store,
    instances: createInstances(store),
    inbox: createInbox(store),
    activities: createActivities(store),
    timers: createTimers(store),
  };
}
