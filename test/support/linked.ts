import { guestRoles, guests } from "./facts";
import { acceptInvitation, consent } from "./people";
import { contosoRequest, type Product } from "./product";
import { sessionRows } from "./rows";

/** From the request to a completed link in Contoso, without write-back unless the changes say so. */
export async function linkedInContoso(
  product: Product,
  changes: Record<string, unknown> = {},
): Promise<string> {
  const { id } = await product.post(
    contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false, ...changes }),
  );
  await consent(product.sandbox);
  await product.idle();
  await acceptInvitation(product.sandbox);
  await product.idle();
  return id;
}

/** Role, sessions, guest and our own session are gone, and the link says so. */
export async function expectAllEnded(product: Product, id: string): Promise<void> {
  expect(guestRoles(product.sandbox)).toEqual([]);
  expect(guests(product.sandbox)).toEqual([]);
  expect(await product.link(id)).toMatchObject({
    status: "ended",
    outcome: "ended",
    waitingOn: "nobody",
    undone: [{ result: "done" }, { result: "done" }, { result: "done" }],
  });
  expect(await sessionRows(id)).toEqual([]);
}
