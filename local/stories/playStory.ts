import type { Cleanup } from "../stack/cleanup";
import { countSessions } from "../stack/countSessions";
import { startStack, type Stack } from "../stack";
import { differs, factTable, type CheckedFact } from "../timeline/factTable";
import type { Terminal } from "../timeline/timeline";
import { createTimeline } from "../timeline/timeline";
import { factNames, readFacts, type Facts } from "./facts";
import { lookBack } from "./lookBack";
import { printLog } from "./printLog";
import { createScene, type Scene } from "./scene";
import { nothingLeft, type Story, type WhatIsLeft } from "./story";

export interface Surroundings {
  readonly out: Terminal;
  readonly folder: string;
  readonly cleanup: Cleanup;
}

/** Plays a story on a stack of its own; true when everything the story expects is true in the end. */
export async function playStory(story: Story, around: Surroundings): Promise<boolean> {
  const begun = performance.now();
  const stage: { stack?: Stack } = {};
  const now = () => stage.stack?.sandbox.now().getTime() ?? Date.now();
  const timeline = createTimeline({ out: around.out, env: process.env, now });
  around.cleanup.add(() => timeline.stop());
  timeline.print(`\n${timeline.paint("bold", `directory link · ${story.name}`)}\n${story.about}\n`);
  timeline.waitFor("storage, sandbox and host start");
  stage.stack = await startStack({ ...around, ...settingsOf(story) });
  try {
    const paceMs = around.out.isTTY === true ? 350 : 0;
    const scene = createScene(stage.stack, timeline, paceMs);
    await Promise.race([story.play(scene), stage.stack.broken]);
    return await report(story, scene, begun);
  } catch (error) {
    if (around.cleanup.hasBegun()) return false;
    const words = error instanceof Error ? error.message : String(error);
    timeline.say({ kind: "wrong", who: "the story stops", words });
    printLog(timeline, stage.stack.logFile);
    // The story may still be in the middle of something.
    timeline.stop();
    return false;
  }
}

const settingsOf = ({ sandboxSettings }: Story) => (sandboxSettings ? { sandboxSettings } : {});

function checked({ expected }: Story, found: Facts & WhatIsLeft): CheckedFact[] {
  const all = { ...nothingLeft, ...expected };
  const names = [...factNames, "secrets left behind", "calls beyond the plan"] as const;
  return names.map((name) => ({ name, found: found[name], expected: all[name] }));
}

/** What is now true, beside what the story expects. */
async function report(story: Story, scene: Scene, begun: number): Promise<boolean> {
  const { stack, timeline } = scene;
  timeline.waitFor("the facts are looked up");
  const sessions = await countSessions(stack.connectionString);
  const megabytes = Math.round((await stack.hostMemory()) / 1e6);
  const { note, ...left } = await lookBack(stack, scene.witness);
  const facts = checked(story, {
    ...readFacts({ sandbox: stack.sandbox, link: scene.link(), sessions }),
    ...left,
  });
  const wrong = facts.filter(differs);
  timeline.print(`\n${timeline.paint("bold", "What is now true")}`);
  for (const line of factTable(facts, { columns: 80, paint: timeline.paint })) timeline.print(line);
  if (note) timeline.print(`  (${note})`);
  const seconds = ((performance.now() - begun) / 1000).toFixed(1);
  timeline.print(`\n  took ${seconds} s; the host process uses ${String(megabytes)} MB of memory`);
  if (wrong.length === 0) return true;
  const names = wrong.map((fact) => fact.name).join(", ");
  timeline.print(timeline.paint("red", `  not as the story expects: ${names}`));
  printLog(timeline, stack.logFile);
  return false;
}
