import { randomUUID } from "node:crypto";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree } from "./sharedActs";
import type { Story } from "./story";

const address = "partner.ops@outlook.com";

export const existingGuest: Story = {
  name: "existing-guest",
  about: "the address is in the directory already; the administrator confirms that account first",
  play: async (scene) => {
    inviteByHand(scene);
    await scene.ask();
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingConfirmation");
    await confirm(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await scene.until("completed");
  },
  expected: {
    ...happy.expected,
    // Nobody is invited again; the question about the account is a mail more.
    "changes made": "1 × role given",
    "mails to administrator": "3",
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

async function confirm(scene: Scene): Promise<void> {
  const grace = scene.person("grace");
  await grace.opensMail();
  grace.finds("Paula (old project)");
  await grace.presses("continue", "confirms that this is the account");
  await grace.signsIn("signs in once more");
}
