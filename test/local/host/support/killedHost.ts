import { createMovableClock } from "../../../../local/clock";
import { loadApp } from "../../../../local/host/loadApp";
import { startHost } from "../../../../local/host/startHost";

/** The process of the kill -9 test: loads the bundled app and does what its parent says. */
const { APP = "", STATE = "" } = process.env;

type Order = { readonly start: string } | { readonly advance: number } | { readonly raise: string };

async function main(): Promise<void> {
  loadApp(APP);
  const clock = createMovableClock();
  const host = await startHost({
    port: 0,
    stateFile: STATE,
    hostJson: {},
    clock,
    log: () => undefined,
  });
  process.on("message", (order: Order) => {
    if ("start" in order) host.engine.startNew("survivor", order.start);
    if ("advance" in order) clock.advance(order.advance);
    if ("raise" in order) host.engine.raiseEvent(order.raise, "go", "event");
    void host.idle().then(() => process.send?.(host.engine.status("one")));
  });
  process.send?.(host.engine.status("one") ?? "ready");
}

void main();
