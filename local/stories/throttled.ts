import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";

const invitations = "/v1.0/invitations";
const roles = "/v1.0/roleManagement/directory/roleAssignments";
const askedSeconds = 120;
/** The app's own pauses where Microsoft does not say how long. */
const ownPauses = [1, 2];

export const throttled: Story = {
  name: "throttled",
  about: "Microsoft is busy: the app waits as long as it is told, and does nothing twice",
  play: async (scene) => {
    const { sandbox } = scene.stack;
    await scene.ask();
    await scene.until("awaitingConsent");
    const busy = { method: "POST", code: "TooManyRequests", message: "Too many requests." };
    sandbox.setFault({ ...busy, path: invitations, status: 429, retryAfter: askedSeconds });
    await agree(scene);
    await waitAsTold(scene);
    await scene.until("awaitingSignIn");
    sandbox.setFault({ method: "POST", path: roles, status: 503, times: ownPauses.length });
    await accept(scene);
    await waitByItself(scene);
    await finishWriteBack(scene);
  },
  expected: happy.expected,
};

/** The moments at which the app sent this change, refused ones too. */
const tries = ({ stack }: Scene, path: string): number[] =>
  stack.sandbox
    .requests()
    .filter((request) => request.method === "POST" && request.path.startsWith(path))
    .map((request) => Date.parse(request.at));

const wait = (scene: Scene, words: string): Promise<void> => {
  scene.timeline.say({ kind: "waiting", who: "the app waits", words });
  return scene.pause();
};

/** 429 with Retry-After: not a second too early. The clock moves once the app has set its timer. */
async function waitAsTold(scene: Scene): Promise<void> {
  await scene.untilSeen("until the app invites", () => tries(scene, invitations).length > 0);
  await scene.stack.settle();
  const told = `${String(askedSeconds)} s`;
  await wait(scene, `${told}, as Microsoft asked (Retry-After: ${String(askedSeconds)})`);
  const most = askedSeconds - 20;
  await scene.passTime(most * 1000, `moves ${String(most)} s ahead: too early to ask again`);
  if (tries(scene, invitations).length !== 1) throw new Error(`The app did not wait ${told}.`);
  await scene.passTime(20_000, "moves 20 s more: now it may");
  mustHavePaused(tries(scene, invitations), [askedSeconds]);
}

/** 503 without a time: pauses of its own that grow. */
async function waitByItself(scene: Scene): Promise<void> {
  for (const [index, seconds] of ownPauses.entries()) {
    await scene.untilSeen("until the app tries", () => tries(scene, roles).length > index);
    await scene.stack.settle();
    await wait(scene, `${String(seconds)} s: Microsoft did not say how long`);
    await scene.passTime(seconds * 1000, `moves ${String(seconds)} s ahead`);
  }
  mustHavePaused(tries(scene, roles), ownPauses);
}

function mustHavePaused(times: readonly number[], pauses: readonly number[]): void {
  const gaps = times.slice(1).map((time, index) => (time - (times[index] ?? 0)) / 1000);
  const words = `waited ${gaps.join(" s, ")} s instead of ${pauses.join(" s, ")} s`;
  if (gaps.length !== pauses.length) throw new Error(`The app ${words}.`);
  if (pauses.some((pause, index) => (gaps[index] ?? 0) < pause))
    throw new Error(`The app ${words}.`);
}
