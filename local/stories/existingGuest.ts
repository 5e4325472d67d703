import { randomUUID } from "node:crypto";
import type { Actor } from "./actor";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, finishWriteBack } from "./sharedActs";
import type { Story } from "./story";

const address = "partner.ops@outlook.com";

export const existingGuest: Story = {
  name: "existing-guest",
  about: "the address is in the directory already; the administrator confirms that account first",
  play: async (scene) => {
    inviteByHand(scene);
    await scene.ask();
    await scene.until("awaitingConsent");
    const grace = await agree(scene);
    await scene.until("awaitingConfirmation");
    await confirm(grace);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await finishWriteBack(scene);
  },
  expected: {
    ...happy.expected,
    // Nobody is invited again, and no mail goes out for the question about the account.
    "changes made": "1 × role given",
  },
};

/** Last year somebody at Contoso invited Paula; she never accepted. */
function inviteByHand({ stack: { sandbox }, timeline }: Scene): void {
  const users = sandbox.facts.tenants.find((tenant) => tenant.displayName === "Contoso")?.users;
  const [pattern] = users ?? [];
  if (!users || !pattern) throw new Error("Contoso has no users.");
  const createdDateTime = new Date(
    sandbox.now().getTime() - 365 * 24 * 60 * 60 * 1000,
  ).toISOString();
  users.push({
    ...pattern,
    id: randomUUID(),
    personId: null,
    displayName: "Paula (old project)",
    userPrincipalName: `${address.replace("@", "_")}#EXT#@contoso.onmicrosoft.com`,
    mail: address,
    otherMails: [],
    proxyAddresses: [],
    userType: "Guest",
    createdDateTime,
    creationType: "Invitation",
    externalUserState: "PendingAcceptance",
    externalUserStateChangeDateTime: createdDateTime,
    identities: [],
    visibleFrom: createdDateTime,
    hasMailbox: false,
  });
  const words = `${address} was invited by hand a year ago and never accepted`;
  timeline.say({ kind: "clock", who: "before", words });
}

/** On the page that Grace is on: who has just signed in is asked there, and needs no mail. */
async function confirm(grace: Actor): Promise<void> {
  await grace.looksAgain("stays on the page, which renews itself");
  grace.finds("Paula (old project)");
  grace.finds("no second sign-in is needed");
  await grace.presses("continue", "confirms that this is the account");
}
