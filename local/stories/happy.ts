import { isNotVisibleYet } from "../timeline/graphWords";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";

export const happy: Story = {
  name: "happy",
  about:
    "the whole job: the administrator agrees, the account holder gets the role, write-back is signed off",
  // As in Microsoft's own directories: a fresh guest cannot be seen at once.
  sandboxSettings: { freshGuestDelayMs: 9000 },
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await waitForCopy(scene);
    await finishWriteBack(scene);
  },
  expected: {
    link: "completed",
    guests: "1: partner.ops@outlook.com",
    invitation: "Accepted",
    identity: "MicrosoftAccount",
    "changes made": "1 × invitation, 1 × role given",
    "roles of guests": "1: Global Administrator",
    "write-back": "signedOff by account",
    "taken back": "nothing",
    "consent left": "for everybody, for the administrator",
    "sealed sessions": "0",
    "mails to administrator": "3",
    "mails to account": "2",
    "ticket heard last": "link.completed",
    "events it missed": "none",
  },
};

/** The app looks again after 10 s; the story moves the clock instead of waiting. */
async function waitForCopy(scene: Scene): Promise<void> {
  const isSeen = () => scene.stack.sandbox.requests().some(isNotVisibleYet);
  if (!(await scene.untilSeen("until the app looks at the guest", isSeen))) return;
  scene.timeline.say({ kind: "waiting", who: "the app waits", words: "10 s, then it looks again" });
  await scene.pause();
  await scene.passTime(10_000, "moves 10 s ahead, so that you need not wait for it");
}
