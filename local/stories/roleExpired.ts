import { activatesRole, petra } from "./activatesRole";
import { adatumRequest } from "./adatumRequest";
import { askedAgain } from "./askedAgain";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack, signInOnceMore } from "./sharedActs";
import type { Story } from "./story";
import { unchanged } from "./unchanged";

const dayMs = 24 * 60 * 60 * 1000;

export const roleExpired: Story = {
  name: "role-expired",
  about: "the administrator's role is active for hours only; she activates it once more",
  play: async (scene) => {
    await scene.ask(adatumRequest);
    await scene.until("awaitingConsent");
    await activatesRole(scene);
    await agree(scene, petra);
    await scene.until("awaitingSignIn");
    await scene.passTime(dayMs, "a day passes; the role was active for 8 hours of it");
    await accept(scene, petra);
    await askedAgain(scene, "not_an_administrator");
    await unchanged(scene, () => forgetToActivate(scene));
    await activatesRole(scene);
    await signInOnceMore(scene, petra);
    await finishWriteBack(scene);
  },
  // The question, "sign in once more", "linked", and how write-back ended.
  expected: {
    ...happy.expected,
    "mails to administrator": "4",
  },
};

async function forgetToActivate(scene: Scene): Promise<void> {
  const administrator = scene.person(petra.personId);
  await administrator.opensMail();
  await administrator.presses("continue", "presses Continue to Microsoft");
  await administrator.isTurnedAway("signs in, but has not activated her role", {
    by: "the app",
    naming: /Global Administrator/,
  });
}
