import { readFileSync } from "node:fs";
import type { Timeline } from "../timeline/timeline";

const lastLines = 20;
/** The demo's own questions, ten a second, would push out everything else. */
const ownQuestion = /"method":"GET","uri":"\/api\/v1\/links\/\w+","status":200/;

/** The last lines of the host's log, for who has to find out what went wrong. */
export function printLog(timeline: Pick<Timeline, "print">, file: string): void {
  const lines = readLines(file).filter((line) => !ownQuestion.test(line));
  if (lines.length === 0) return;
  timeline.print("\nThe last lines of the host's log:");
  for (const line of lines.slice(-lastLines)) timeline.print(`  ${line}`);
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, "utf8").trimEnd().split("\n");
  } catch {
    return [];
  }
}
