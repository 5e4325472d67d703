import { endSessions } from "../sandbox/directory/endSessions";
import { askedAgain } from "./askedAgain";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack, signInOnceMore } from "./sharedActs";
import type { Story } from "./story";

const nightMs = 14 * 60 * 60 * 1000;

export const sessionLapsed: Story = {
  name: "session-lapsed",
  about: "the administrator's session is revoked in between; she signs in once more",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingSignIn");
    await scene.passTime(nightMs, "a night passes");
    await changePassword(scene);
    await accept(scene);
    await askedAgain(scene, "session_lapsed");
    await signInOnceMore(scene);
    await finishWriteBack(scene);
  },
  // The question, "sign in once more", "linked", and how write-back ended.
  expected: { ...happy.expected, "mails to administrator": "4" },
};

async function changePassword({ stack: { sandbox }, timeline, pause }: Scene): Promise<void> {
  await pause();
  const users = sandbox.facts.tenants.flatMap((tenant) => tenant.users);
  const grace = users.find((user) => user.personId === "grace");
  if (!grace) throw new Error("Grace is in no directory.");
  const words = "gets a new password; Microsoft ends all her sessions";
  timeline.say({ kind: "person", who: grace.displayName, words });
  endSessions(grace, sandbox.now());
}
