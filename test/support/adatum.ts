import { activateRole } from "../../local/sandbox/directory/activateRole";
import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { tenant } from "./facts";
import { acceptInvitation, mailedLink, press } from "./people";
import { contosoRequest, type Product } from "./product";

export const petra = "petra@adatum.onmicrosoft.com";

/** A request to Adatum, which has Entra ID P2. */
export const adatumRequest = (product: Product, changes: Record<string, unknown> = {}) =>
  contosoRequest(product.sandbox, {
    directory: "adatum.onmicrosoft.com",
    administrator: { email: petra },
    passwordWriteback: false,
    ticket: undefined,
    ...changes,
  });

/** Petra makes her role active for some hours, as in Privileged Identity Management. */
export function activate({ sandbox }: Product): void {
  const adatum = tenant(sandbox, "Adatum");
  const [eligible] = adatum.eligibleRoles;
  if (!eligible) throw new Error("nobody in Adatum can activate a role");
  activateRole(adatum, eligible, sandbox.now());
}

/** Petra opens the newest mail, chooses and agrees. */
export async function petraAgrees(
  product: Product,
  chosen: Record<string, string> = {},
): Promise<SandboxPerson> {
  const person = createPerson(product.sandbox, "petra");
  await person.visit(mailedLink(product.sandbox, petra));
  await press(person, "continue", chosen);
  await person.signIn();
  await product.idle();
  return person;
}

/** From the request to the sign-in of the account. */
export async function linkedInAdatum(
  product: Product,
  changes: Record<string, unknown> = {},
): Promise<string> {
  activate(product);
  const { id } = await product.post(adatumRequest(product, changes));
  await petraAgrees(product);
  await acceptInvitation(product.sandbox);
  await product.idle();
  return id;
}
