import { contosoRequest } from "./contosoRequest";
import type { Story } from "./story";

const alpineRequest = (sandboxUrl: string): ReturnType<typeof contosoRequest> => ({
  ...contosoRequest(sandboxUrl),
  directory: "alpine.onmicrosoft.com",
  administrator: { email: "admin@alpine.onmicrosoft.com", name: "Alpine IT" },
});

export const ownSubscription: Story = {
  name: "own-subscription",
  about: "the administrator manages it with an Azure subscription of her own; the checks are hers",
  play: async (scene) => {
    await scene.ask(alpineRequest);
    await scene.until("awaitingConsent");
    const alma = scene.person("alma");
    await alma.opensMail();
    await alma.presses("ownSubscription", "presses the button for who manages it themselves");
    await alma.signsIn("signs in at Microsoft, which shows only what the checks need");
    await scene.until("notNeeded");
    const enabled = scene.link()?.ownSubscription?.enabledSubscriptions;
    if (enabled !== 1) throw new Error(`The app saw ${String(enabled)} subscriptions, not 1.`);
    alma.findsInMail("The directory is synchronised from on premises");
    alma.findsInMail("The directory does not report password write-back as enabled");
  },
  expected: {
    link: "notNeeded",
    guests: "none",
    invitation: "none",
    identity: "none",
    "changes made": "none",
    "roles of guests": "none",
    "write-back": "actionNeeded",
    "taken back": "nothing",
    // For herself only, and only to read.
    "consent left": "for the administrator",
    "sealed sessions": "0",
    "mails to administrator": "2",
    "mails to account": "0",
    // After link.notNeeded: the checks are made, and mailed, once it is over.
    "ticket heard last": "link.notNeeded",
    "events it missed": "none",
  },
};
