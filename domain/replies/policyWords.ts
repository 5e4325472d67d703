/** The rules of a role's settings that Graph names in a refusal, in plain words. */
const rules: readonly (readonly [name: RegExp, words: string])[] = [
  [/^expiration/i, "the time asked for is longer than the directory allows"],
  [/^eligibility/i, "the account has to be eligible for the role first"],
  [/^(?:mfa|multifactor)/i, "whoever gives the role has to sign in with a second factor"],
  [/^justification/i, "a justification is needed"],
  [/^ticketing/i, "a ticket number is needed"],
  [/^approval/i, "somebody in the directory has to approve it"],
];
const otherRule = "the directory has another rule for this role";

/** Which of a role's rules refuse an assignment; reads Graph's message and repeats none of it. */
export function policyWords(message: string): string {
  const names = message.match(/[a-z]{1,40}(?=rule\b)/gi) ?? [];
  const words = names.map((name) => rules.find(([rule]) => rule.test(name))?.[1] ?? otherRule);
  return [...new Set(words.length > 0 ? words : [otherRule])].join("; ");
}
