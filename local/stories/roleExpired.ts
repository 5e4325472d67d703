import { activateRole } from "../sandbox/directory/activateRole";
import { adatumRequest } from "./adatumRequest";
import { askedAgain } from "./askedAgain";
import { happy } from "./happy";
import type { Scene } from "./scene";
import { accept, agree, signInOnceMore } from "./sharedActs";
import type { Story } from "./story";
import { unchanged } from "./unchanged";

const dayMs = 24 * 60 * 60 * 1000;
const petra = { personId: "petra", directory: "Adatum" };

export const roleExpired: Story = {
  name: "role-expired",
  about: "the administrator's role is active for hours only; she activates it once more",
  play: async (scene) => {
    await scene.ask(adatumRequest);
    await scene.until("awaitingConsent");
    await activate(scene);
    await agree(scene, petra);
    await scene.until("awaitingSignIn");
    await scene.passTime(dayMs, "a day passes; the role was active for 8 hours of it");
    await accept(scene, petra);
    await askedAgain(scene, "not_an_administrator");
    await unchanged(scene, () => forgetToActivate(scene));
    await activate(scene);
    await signInOnceMore(scene, petra);
    await scene.until("completed");
  },
  // The question, "sign in once more", and how it ended.
  expected: { ...happy.expected, "mails to administrator": "3" },
};

/** Petra makes her role active, as in Privileged Identity Management. */
async function activate({ stack: { sandbox }, timeline, pause }: Scene): Promise<void> {
  await pause();
  const tenant = sandbox.facts.tenants.find(({ displayName }) => displayName === petra.directory);
  const [eligible] = tenant?.eligibleRoles ?? [];
  const holder = tenant?.users.find(({ id }) => id === eligible?.principalId);
  if (!tenant || !eligible || !holder) throw new Error("Nobody in Adatum can activate a role.");
  activateRole(tenant, eligible, sandbox.now());
  const words = `activates her role Global Administrator for ${String(eligible.hours)} hours`;
  timeline.say({ kind: "person", who: holder.displayName, words });
}

async function forgetToActivate(scene: Scene): Promise<void> {
  const administrator = scene.person(petra.personId);
  await administrator.opensMail();
  await administrator.presses("continue", "presses Continue to Microsoft");
  await administrator.isTurnedAway("signs in, but has not activated her role", {
    by: "the app",
    naming: /Global Administrator/,
  });
}
