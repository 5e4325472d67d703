import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";
import { unchanged } from "./unchanged";

export const wrongTenant: Story = {
  name: "wrong-tenant",
  about: "an administrator of another directory opens the link and is turned away",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    const before = consentsElsewhere(scene);
    await unchanged(scene, () => lenaTries(scene));
    await agree(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await finishWriteBack(scene);
    if (consentsElsewhere(scene) !== before)
      throw new Error("Consent was left in a directory that nobody asked about.");
  },
  expected: happy.expected,
};

/** Lena of Litware got the mail passed on; there she is Global Administrator, in Contoso nobody. */
async function lenaTries(scene: Scene): Promise<void> {
  const lena = scene.person("lena");
  await lena.opensMail("admin@contoso.onmicrosoft.com");
  await lena.presses("continue", "presses Continue to Microsoft");
  await lena.isTurnedAway("signs in as Global Administrator of Litware", {
    by: "Microsoft",
    naming: /does not exist in tenant 'Contoso'/,
  });
}

const consentsElsewhere = ({ stack, link }: Scene): string =>
  JSON.stringify(
    stack.sandbox.facts.tenants
      .filter((tenant) => tenant.id !== link()?.directory.tenantId)
      .map(({ grants }) => grants),
  );
