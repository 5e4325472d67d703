import { globalAdministrator } from "../../domain/roles";
import { guestRoles, guests } from "../support/facts";
import type { Product } from "../support/product";
import type { Visitor } from "./visitor";
import { holder } from "./ways";

/** The end that was asked for: exactly one guest, who signed in, with exactly one role. */
export async function expectLinked(product: Product, id: string): Promise<void> {
  expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback", parked: null });
  const [guest, ...others] = guests(product.sandbox);
  expect(others).toEqual([]);
  expect(guest).toMatchObject({ mail: holder, externalUserState: "Accepted" });
  expect(guestRoles(product.sandbox)).toMatchObject([
    { principalId: guest?.id, roleDefinitionId: globalAdministrator.templateId },
  ]);
}

/** Whether this browser is signed in at Microsoft. */
export const hasSession = async ({ context }: Visitor): Promise<boolean> =>
  (await context.cookies()).some((cookie) => cookie.name === "sandbox_session");

/** The cookie of the mail and that of each try to sign in, all out of reach of scripts and other sites. */
export async function expectCookiesKept({ context }: Visitor): Promise<void> {
  const ours = (await context.cookies()).filter((cookie) => cookie.domain === "localhost");
  expect(ours.length).toBeGreaterThan(1);
  for (const cookie of ours) expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
}
