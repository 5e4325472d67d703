import type { Clock } from "../clock";
import type { HistoryEvent } from "./engine/events";
import type { InstanceStatus } from "./engine/createEngine";

/** The part of host.json this host follows. */
export interface HostJson {
  readonly extensions?: {
    readonly http?: { readonly routePrefix?: string };
    readonly durableTask?: {
      readonly hubName?: string;
      readonly defaultVersion?: string;
      readonly versionMatchStrategy?: string;
      readonly versionFailureStrategy?: string;
    };
  };
}

export interface HostOptions {
  /** 0 takes a free port. */
  readonly port: number;
  /** Where engine state lives; ":memory:" forgets it at stop. */
  readonly stateFile: string;
  readonly hostJson: HostJson;
  readonly clock: Clock;
  readonly log?: (line: string) => void;
  /** Default: the loopback of IPv4 and, where there is one, of IPv6. */
  readonly hostname?: string;
}

/** What tests and the demo may look at; the product sees only the durable client. */
export interface EngineView {
  status(instanceId: string): InstanceStatus | undefined;
  history(instanceId: string): HistoryEvent[];
  instances(): InstanceStatus[];
  /** The next moment at which a durable timer or a timer trigger is due. */
  nextDue(): Date | undefined;
  /** Starts an instance as the durable client would, before this call returns. */
  startNew(name: string, instanceId: string, input?: unknown): void;
  /** Puts an event into the inbox at once, before this call returns. */
  raiseEvent(instanceId: string, name: string, data?: unknown): void;
}

export interface RunningHost {
  readonly url: string;
  readonly port: number;
  stop(): Promise<void>;
  /** Resolves when no turn, activity or due timer is left at the clock's present. */
  idle(): Promise<void>;
  /** Runs a timer trigger now, whatever its schedule says. */
  runTimerTrigger(name: string): Promise<void>;
  readonly engine: EngineView;
}
