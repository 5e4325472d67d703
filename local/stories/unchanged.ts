import { waitingLine } from "../timeline/linkWords";
import type { Scene } from "./scene";

/** Whatever people try here: the link goes on waiting, and no directory, mailbox or ticket notices. */
export async function unchanged(scene: Scene, attempt: () => Promise<void>): Promise<void> {
  const before = state(scene);
  await attempt();
  const link = scene.link();
  if (!link) throw new Error("There is no link yet.");
  await scene.until(link.status);
  const after = state(scene);
  const differing = Object.keys(before).filter((name) => before[name] !== after[name]);
  if (differing.length > 0)
    throw new Error(`That was to change nothing, but it changed: ${differing.join(", ")}.`);
  const { words } = waitingLine(link);
  scene.timeline.say({ kind: "waiting", who: "link still waits", words: `Unchanged: ${words}` });
}

/** That Continue was pressed for the first time is noted, with a new version and an event: nothing that anybody could want. */
function state({ stack: { sandbox }, link }: Scene): Readonly<Record<string, string>> {
  const heard = sandbox
    .tickets()
    .filter(({ body }) => !body.includes("directory-link.link.opened."));
  return {
    "the link": JSON.stringify({ ...link(), version: null, updatedAt: null }),
    "a directory": JSON.stringify(sandbox.facts.tenants),
    mails: String(sandbox.mails().length),
    "the ticket": String(heard.length),
  };
}
