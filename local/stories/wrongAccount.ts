import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";
import { unchanged } from "./unchanged";

const holder = "partner.ops@outlook.com";

export const wrongAccount: Story = {
  name: "wrong-account",
  about: "others sign in with the account holder's link and get nothing",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingSignIn");
    await unchanged(scene, () => uweTries(scene));
    await unchanged(scene, () => wandaTries(scene));
    await accept(scene);
    await finishWriteBack(scene);
  },
  expected: happy.expected,
};

/** A member of the directory can sign in there; the app tells him whom it expected. */
async function uweTries(scene: Scene): Promise<void> {
  const uwe = scene.person("uwe");
  await uwe.opensMail(holder);
  await uwe.presses("continue", "presses Continue to Microsoft");
  await uwe.isTurnedAway("signs in as himself, a member of Contoso", {
    by: "the app",
    naming: /partner\.ops@outlook\.com/,
  });
}

/** Who is not in the directory does not even get in; the page before said who is expected. */
async function wandaTries(scene: Scene): Promise<void> {
  const wanda = scene.person("wanda");
  await wanda.opensMail(holder);
  wanda.finds(`Use ${holder}.`);
  await wanda.presses("continue", "presses Continue to Microsoft all the same");
  await wanda.isTurnedAway("signs in with her account of Partner Ltd", {
    by: "Microsoft",
    naming: /wanda@partner\.example/,
  });
}
