import { appendFileSync, existsSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import * as df from "durable-functions";

/** The app of the kill -9 test. What it did is in a file, since its process dies. */
const { JOURNAL = "", RELEASE = "" } = process.env;

df.app.activity("note", { handler: (what: string) => appendFileSync(JOURNAL, `${what}\n`) });
df.app.activity("blocked", {
  handler: async () => {
    appendFileSync(JOURNAL, "blocked\n");
    while (!existsSync(RELEASE)) await setTimeout(5);
    return "released";
  },
});
df.app.orchestration("survivor", function* (context) {
  yield context.df.callActivity("note", "first");
  const released: unknown = yield context.df.callActivity("blocked");
  yield context.df.createTimer(new Date(context.df.currentUtcDateTime.getTime() + 86_400_000));
  const event: unknown = yield context.df.waitForExternalEvent("go");
  yield context.df.callActivity("note", "last");
  return { released, event };
});
