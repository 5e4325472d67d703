import type { Actor } from "./actor";
import type { Scene } from "./scene";

/** Grace of Contoso unless it is somebody else's directory. */
const grace = { personId: "grace", directory: "Contoso" };

/** The administrator agrees, and is still on that page. */
export async function agree(scene: Scene, { personId, directory } = grace): Promise<Actor> {
  const administrator = scene.person(personId);
  await administrator.opensMail();
  await administrator.presses("continue", "presses Continue to Microsoft");
  await administrator.signsIn(
    `signs in at Microsoft as Global Administrator of ${directory} and agrees`,
  );
  return administrator;
}

/** Paula, the holder of the outside account, signs in to the directory. */
export async function accept(scene: Scene, { directory } = grace): Promise<void> {
  const paula = scene.person("paula");
  await paula.opensMail();
  await paula.presses("continue", "presses Sign in with Microsoft");
  await paula.signsIn(
    `signs in to ${directory} with her Microsoft account, which redeems the invitation`,
  );
}

/** The administrator is asked once more and signs in. */
export async function signInOnceMore(scene: Scene, { personId } = grace): Promise<void> {
  const administrator = scene.person(personId);
  await administrator.opensMail();
  await administrator.presses("continue", "presses Continue to Microsoft");
  await administrator.signsIn("signs in once more");
}

/** The account is linked; Paula follows the mailed steps for password write-back and signs them off. */
export async function finishWriteBack(scene: Scene): Promise<void> {
  await scene.until("awaitingWriteback");
  const paula = scene.person("paula");
  await paula.opensLink("/writeback", "opens the mailed steps for password write-back");
  await runWizard(scene);
  await paula.presses("signOff", "signs off: it is done");
  await scene.until("completed");
}

/** On the server of the directory's people, where the app cannot reach: so it says to them. */
async function runWizard({ stack: { sandbox }, timeline, link, pause }: Scene): Promise<void> {
  await pause();
  const tenant = sandbox.facts.tenants.find((one) => one.id === link()?.directory.tenantId);
  if (!tenant?.synchronization) throw new Error("The directory is not synchronised.");
  tenant.synchronization.passwordWritebackEnabled = true;
  const words = "gets password write-back ticked in its wizard and tested, as the steps say";
  timeline.say({ kind: "person", who: "the Connect server", words });
}

/** The administrator ends the access by the newest mailed link for it. */
export async function endAccess(scene: Scene, { personId } = grace): Promise<void> {
  const administrator = scene.person(personId);
  await administrator.opensLink("/end", "opens the mailed link to end the access");
  await administrator.presses("end", "presses Sign in and end it");
  await administrator.signsIn("signs in, and allows what the end needs");
  await scene.until("ended");
}
