import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";

export const restart: Story = {
  name: "restart",
  about: "the host is killed between the two people and goes on where it was",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingSignIn");
    await killAndStart(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await finishWriteBack(scene);
  },
  expected: happy.expected,
};

/** kill -9, some time without a host, and a new process on the same state. */
async function killAndStart(scene: Scene): Promise<void> {
  const { stack, timeline } = scene;
  await scene.pause();
  await stack.killHost();
  timeline.say({ kind: "host", who: "the host", words: "is killed with kill -9" });
  await scene.passTime(5000, "moves 5 s ahead; nobody is there to notice");
  const gone = await fetch(`${stack.url}/api/health`).then(
    () => false,
    () => true,
  );
  if (!gone) throw new Error("The host still answers after kill -9.");
  timeline.say({ kind: "host", who: "the host", words: "does not answer; it is started again" });
  timeline.waitFor("the host starts on the same state");
  await stack.startHost();
  timeline.say({ kind: "host", who: "the host", words: "is back, and so is the link" });
}
