import type { Code } from "../../domain/errors";
import { changesMade } from "./changesMade";
import type { Scene } from "./scene";

/** The link has to wait for the administrator for this reason, before any role was given. */
export async function askedAgain(scene: Scene, why: Code): Promise<void> {
  await scene.until("awaitingAdministrator");
  const code = scene.link()?.parked?.code;
  if (code !== why) throw new Error(`The link waits because of ${String(code)}, not of ${why}.`);
  const changes = changesMade(scene.stack.sandbox);
  if (changes !== "1 × invitation") throw new Error(`Too much was done by then: ${changes}.`);
}
