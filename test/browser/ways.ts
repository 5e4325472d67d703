import { linkTo } from "../support/people";
import type { Product } from "../support/product";
import type { Visitor } from "./visitor";

export const administrator = "admin@contoso.onmicrosoft.com";
export const holder = "partner.ops@outlook.com";

/** The headings by which people know where they are. */
export const at = {
  consent: "Let an outside account manage Contoso?",
  accept: "Manage the directory Contoso",
  people: "Pick an account",
  forAll: "Permissions requested: review for your organization",
  forMe: "Permissions requested",
  redeem: "Review permissions",
  agreed: "You agreed",
  signedIn: "Thank you, you are signed in",
  signedOut: "You are signed out",
  answered: "This question has been answered",
  writeback: "Password write-back for Contoso",
  recorded: "Thank you, recorded",
  ended: "The access has ended",
} as const;

/** Opens the person's mailbox, there the mail that asks them, and presses the button inside the mail. */
export async function openMail(
  { page }: Visitor,
  { sandbox }: Product,
  address: string,
): Promise<void> {
  await page.goto(`${sandbox.url}/mail/${address}`);
  // Newest first: what asks for something stands below what was told later.
  const subject = /^(Your decision|Sign in once)/;
  await page.getByRole("link", { name: subject }).first().click();
  await page.frameLocator("iframe").locator('a[href*="?t="]').click();
}

/** From our page through both of Microsoft's questions, and back. */
export async function agree(visitor: Visitor): Promise<void> {
  await visitor.press("Continue to Microsoft", at.people);
  await visitor.press("Grace Adler", at.forAll);
  await visitor.press("Accept", at.forMe);
  await visitor.press("Accept", at.agreed);
}

/** From our page through Microsoft's sign-in, which redeems the invitation, and back. */
export async function accept(visitor: Visitor): Promise<void> {
  await visitor.press("Sign in with Microsoft", at.people);
  await visitor.press("Paula Ortiz", at.redeem);
  await visitor.press("Accept", at.signedIn);
}

/** The account holder opens the steps for password write-back from the last mail, and signs them off. */
export async function signOffSteps(visitor: Visitor, { sandbox }: Product): Promise<void> {
  await visitor.page.goto(linkTo(sandbox, holder, "/writeback"));
  await visitor.isAt(at.writeback);
  await visitor.press("It is done: sign off", at.recorded);
}

/** The administrator ends the access by the link of the last mail: she is still signed in at Microsoft, and agrees there. */
export async function endIt(visitor: Visitor, { sandbox }: Product): Promise<void> {
  await visitor.page.goto(linkTo(sandbox, administrator, "/end"));
  await visitor.press("Sign in and end it", at.forMe);
  // What comes first says that it is being carried out, and renews itself.
  await visitor.press("Accept", at.ended);
}
