import { contosoRequest } from "./contosoRequest";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";

const first = "uwe@contoso.com";
const colleague = "admin@contoso.onmicrosoft.com";

/** The ticket names somebody who is no administrator. */
const requestToUwe = (sandboxUrl: string): ReturnType<typeof contosoRequest> => ({
  ...contosoRequest(sandboxUrl),
  administrator: { email: first, name: "Uwe Schmidt" },
});

export const forwarded: Story = {
  name: "forwarded",
  about: "the mail reaches somebody who names a colleague; the first link is dead then",
  play: async (scene) => {
    await scene.ask(requestToUwe);
    await scene.until("awaitingConsent");
    await passOn(scene);
    await agree(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await finishWriteBack(scene);
  },
  expected: happy.expected,
};

async function passOn(scene: Scene): Promise<void> {
  const uwe = scene.person("uwe");
  await uwe.opensMail();
  const words = `names ${colleague} as the colleague who decides`;
  await uwe.presses("forward", words, { colleague });
  const isAsked = () => scene.stack.sandbox.mails(colleague).length > 0;
  if (!(await scene.untilSeen("until the colleague has a mail", isAsked)))
    throw new Error("The colleague got no mail.");
  await uwe.opensMail();
}
