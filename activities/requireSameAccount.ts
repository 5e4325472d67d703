import { LinkError } from "../domain/errors";
import { identityOf, mismatchOf, type Identity } from "../domain/identity";
import type { Link } from "../domain/link";
import type { Directory, DirectoryUser } from "../domain/microsoftPorts";
import { invited } from "./loadForStep";

/** Clocks of two machines may differ by this much. */
const clockSkewMs = 5 * 60 * 1000;

/** True where the invitation was reset and accepted anew after our own sign-in saw the account. */
const redeemedAgain = (user: DirectoryUser, link: Link): boolean =>
  user.redeemedAt !== null &&
  Date.parse(user.redeemedAt) > Date.parse(link.account.signedInAt ?? "") + clockSkewMs;

/**
 * A guest that we invited keeps the address it was invited by; one that was there keeps its
 * acceptance. Whoever may reset a redemption could otherwise put somebody else behind the object.
 */
function isChanged(user: DirectoryUser, { account, request }: Link): boolean {
  if (!account.found) return user.mail?.toLowerCase() !== request.account.email;
  return account.found.redeemedAt !== null && user.redeemedAt !== account.found.redeemedAt;
}

/**
 * The object still stands for the identity that signed in: accepted, of the kind asked for, and not
 * redeemed by somebody else since (lesser administrators may reset a redemption).
 */
export async function requireSameAccount(directory: Directory, link: Link): Promise<Identity> {
  const { objectId } = invited(link);
  const user = await directory.readUser(objectId);
  if (user.redemption === "pending")
    throw new LinkError(
      { code: "account_not_visible_yet", class: "settling" },
      `object ${objectId} is still shown as pending`,
    );
  const identity = identityOf(user);
  const isSame = !redeemedAgain(user, link) && !isChanged(user, link);
  const mismatch = isSame ? mismatchOf(identity, link.request) : ("account_mismatch" as const);
  if (!mismatch) return identity;
  throw new LinkError(
    { code: mismatch, class: "needsPerson" },
    `object ${objectId} is not the ${link.request.account.kind} identity that signed in`,
  );
}
