import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";
import { unchanged } from "./unchanged";

export const notAnAdmin: Story = {
  name: "not-an-admin",
  about: "an ordinary user of the directory tries to agree and is turned away",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await unchanged(scene, () => uweTries(scene));
    await agree(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await finishWriteBack(scene);
  },
  expected: happy.expected,
};

async function uweTries(scene: Scene): Promise<void> {
  const uwe = scene.person("uwe");
  await uwe.opensMail("admin@contoso.onmicrosoft.com");
  await uwe.presses("continue", "presses Continue to Microsoft");
  await uwe.isTurnedAway("signs in as an ordinary user of Contoso", {
    by: "the app",
    naming: /Only an administrator may/,
  });
}
