import { opsNow, parkedEvents, someCalls, someCases } from "./opsCases";
import { opsStage, type OpsStage } from "./opsDesk";

/** The doors of /ops with a month of cases behind them. */
export const someOps = (more: Partial<Parameters<typeof opsStage>[0]> = {}): OpsStage =>
  opsStage({
    links: someCases(),
    events: parkedEvents(),
    calls: someCalls(),
    now: () => opsNow,
    ...more,
  });
