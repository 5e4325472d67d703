import { activateRole } from "../sandbox/directory/activateRole";
import type { Scene } from "./scene";

export const petra = { personId: "petra", directory: "Adatum" };

/** Petra makes her role active for some hours, as in Privileged Identity Management. */
export async function activatesRole({ stack: { sandbox }, timeline, pause }: Scene): Promise<void> {
  await pause();
  const tenant = sandbox.facts.tenants.find(({ displayName }) => displayName === petra.directory);
  const [eligible] = tenant?.eligibleRoles ?? [];
  const holder = tenant?.users.find(({ id }) => id === eligible?.principalId);
  if (!tenant || !eligible || !holder) throw new Error("Nobody in Adatum can activate a role.");
  activateRole(tenant, eligible, sandbox.now());
  const words = `activates her role Global Administrator for ${String(eligible.hours)} hours`;
  timeline.say({ kind: "person", who: holder.displayName, words });
}
