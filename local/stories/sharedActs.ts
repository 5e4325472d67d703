import type { Scene } from "./scene";

/** Grace of Contoso unless it is somebody else's directory. */
const grace = { personId: "grace", directory: "Contoso" };

/** The administrator agrees. */
export async function agree(scene: Scene, { personId, directory } = grace): Promise<void> {
  const administrator = scene.person(personId);
  await administrator.opensMail();
  await administrator.presses("continue", "presses Continue to Microsoft");
  await administrator.signsIn(
    `signs in at Microsoft as Global Administrator of ${directory} and agrees`,
  );
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
