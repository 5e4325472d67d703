import { activatesRole, petra } from "./activatesRole";
import { adatumRequest } from "./adatumRequest";
import type { Scene } from "./scene";
import { accept, agree, endAccess } from "./sharedActs";
import { end } from "./end";
import type { Story } from "./story";

const dayMs = 24 * 60 * 60 * 1000;
const days = 40;

export const endDate: Story = {
  name: "end-date",
  about: "the role is given until a date: Entra ends it by itself, then the guest is removed",
  play: async (scene) => {
    await activatesRole(scene);
    await askUntil(scene, new Date(scene.stack.sandbox.now().getTime() + days * dayMs));
    await scene.until("awaitingConsent");
    await agree(scene, petra);
    await scene.until("awaitingSignIn");
    await accept(scene, petra);
    await scene.until("completed");
    const until = scene.link()?.access.until;
    if (until?.enforcedBy !== "entra") throw new Error("Entra does not end the role.");
    await scene.passQuietDays(days + 1, `${String(days + 1)} days pass`);
    await scene.until("ending");
    mustHaveEndedByItself(scene);
    await activatesRole(scene);
    await endAccess(scene, petra);
  },
  expected: {
    ...end.expected,
    // Nobody takes the role back: it has ended.
    "changes made":
      "1 × invitation, 1 × role given until a date, 1 × sessions ended, 1 × guest removed",
    // The question, "linked", "please end", a day later its reminder, and how it ended.
    "mails to administrator": "5",
  },
};

const askUntil = (scene: Scene, at: Date): Promise<void> =>
  scene.ask((sandboxUrl) => ({
    ...adatumRequest(sandboxUrl),
    passwordWriteback: false,
    reason: "Move the mailboxes",
    accessUntil: at.toISOString(),
  }));

/** Nobody called anything for it. */
function mustHaveEndedByItself({ stack: { sandbox }, timeline }: Scene): void {
  const tenant = sandbox.facts.tenants.find(({ displayName }) => displayName === petra.directory);
  const guest = tenant?.users.find(({ userType }) => userType === "Guest");
  const now = sandbox.now().getTime();
  const held = tenant?.roleAssignments.filter(
    ({ principalId, endsAt }) =>
      principalId === guest?.id && (endsAt === null || Date.parse(endsAt) > now),
  );
  if (!guest || held?.length !== 0) throw new Error("The guest is gone, or still has its role.");
  const words = "has ended the role of the guest by itself";
  timeline.say({ kind: "directory", who: "Adatum", words });
}
