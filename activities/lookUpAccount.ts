import { LinkError } from "../domain/errors";
import type { FoundAccount } from "../domain/linkParts";
import type { Directory, DirectoryUser } from "../domain/microsoftPorts";
import { plainLine } from "../domain/plainText";

const isSame = (text: string | null, address: string): boolean => text?.toLowerCase() === address;

async function describe(
  directory: Directory,
  user: DirectoryUser,
  address: string,
): Promise<FoundAccount> {
  const roles = await directory.roleAssignments(user.objectId);
  const { objectId, userType, createdAt } = user;
  return {
    objectId,
    userType,
    createdAt,
    // People of the directory choose these names.
    name: plainLine(user.name, 200),
    userPrincipalName: plainLine(user.userPrincipalName, 200),
    redeemedAt: user.redemption === "accepted" ? user.redeemedAt : null,
    roles: roles.map((role) => role.templateId),
    isOwnAddress: isSame(user.mail, address) || isSame(user.userPrincipalName, address),
  };
}

/** A proxy address delivers mail to its object; it is nobody's name to sign in with. */
const isOnlyProxy = (user: DirectoryUser, address: string): boolean =>
  ![user.mail, user.userPrincipalName, ...user.otherMails].some((one) => isSame(one, address));

/**
 * The account with this address that is in the directory already, or undefined. Throws
 * account_ambiguous and address_taken (needsPerson), with object ids only.
 */
export async function lookUpAccount(
  directory: Directory,
  address: string,
): Promise<{ user: DirectoryUser; account: FoundAccount } | undefined> {
  const [user, ...others] = await directory.findByAddress(address);
  if (!user) return undefined;
  if (others.length > 0)
    throw new LinkError(
      { code: "account_ambiguous", class: "needsPerson" },
      `objects ${[user, ...others].map((one) => one.objectId).join(", ")} share the address`,
    );
  if (isOnlyProxy(user, address))
    throw new LinkError(
      { code: "address_taken", class: "needsPerson" },
      `object ${user.objectId} has the address as a proxy address only`,
    );
  return { user, account: await describe(directory, user, address) };
}
