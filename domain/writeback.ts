/**
 * What a person has to do so that passwords are written back; Microsoft offers no API for any of it.
 * Source: Entra documentation, "Enable self-service password reset write-back".
 */
export function writebackToDo(seen: { licensed: boolean; flag: boolean }): string[] {
  const licence =
    "Buy or assign Entra ID P1 or P2 (or Microsoft 365 Business Premium) for everybody who is to reset passwords";
  const server =
    "On the Connect server: turn on Password writeback under Optional features in the wizard (signed in with a work account of this directory that holds the role directly)";
  const rights =
    "In Active Directory: give the connector account the rights Reset password, Change password, write lockoutTime and pwdLastSet, and Unexpire Password on each domain root";
  const portal =
    "In the Entra admin centre: Password reset > On-premises integration, turn on writing back passwords, and under Properties choose who may reset";
  return [...(seen.licensed ? [] : [licence]), ...(seen.flag ? [] : [rights, server]), portal];
}
