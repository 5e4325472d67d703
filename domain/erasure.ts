import type { Change } from "./changes";
import type { Link } from "./link";
import type { Decision, Wait } from "./wait";

/** What stands where an address was: a valid one that nobody can have (RFC 2606). */
export const erasedAddress = "erased@erased.invalid";
const erasedWord = "(erased)";

type To = NonNullable<Decision["to"]>;
const decisionsOf = ({ wait, pastWaits }: Link): Decision[] =>
  [...pastWaits, ...(wait ? [wait] : [])].flatMap(({ decision }) => decision ?? []);

/** Every name and address of a person that the link knows, longest first. */
function known(link: Link): string[] {
  const { request, administrator, consent, ending, account } = link;
  const decisions = decisionsOf(link);
  const addressees: To[] = [
    request.administrator,
    request.account,
    administrator,
    ...decisions.flatMap(({ to }) => to ?? []),
    ...link.asked,
  ].map(({ email, name }) => ({ email, ...(name ? { name } : {}) }));
  const names = [
    ...addressees.flatMap(({ email, name }) => [email, name]),
    ...[consent?.person, ending?.proof?.person].map((person) => person?.name),
    ...decisions.map((decision) => decision.consent?.person.name),
    ...[account.found?.name, account.found?.userPrincipalName],
  ];
  return [...new Set(names.filter((name): name is string => Boolean(name)))]
    .filter((name) => name !== erasedAddress)
    .sort((a, b) => b.length - a.length);
}

const quoted = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
const anyAddress = /[a-z0-9_.'+-]+@[a-z0-9-]+(\.[a-z0-9-]+)+/gi;

/** Replaces what is known of people in our own words; whole words only, in any case. */
function scrubber(names: readonly string[]): (text: string) => string {
  const all = names.map(quoted).join("|");
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${all})(?![\\p{L}\\p{N}])`, "giu");
  return (text) => (all ? text.replace(pattern, erasedWord) : text).replace(anyAddress, erasedWord);
}

const withoutNames = <P extends { readonly name: string }>(person: P): P => ({
  ...person,
  name: "",
});

/** A decision keeps who by id, what and when. */
function decisionWithout({ reason, to, consent, ...decision }: Decision): Decision {
  return {
    ...decision,
    ...(reason === undefined ? {} : { reason: erasedWord }),
    ...(to ? { to: { email: erasedAddress } } : {}),
    ...(consent ? { consent: { ...consent, person: withoutNames(consent.person) } } : {}),
  };
}
const waitWithout = (wait: Wait): Wait => ({
  ...wait,
  decision: wait.decision && decisionWithout(wait.decision),
});

/** What was asked for, by whom and from whom by id only; a ticket's own page may name people too. */
function requestWithout({ request }: Link): Link["request"] {
  const { language } = request.administrator;
  const { kind, oneTimePasscode, homeTenantId } = request.account;
  const account = { kind, oneTimePasscode, ...(homeTenantId ? { homeTenantId } : {}) };
  const { id, callbackUrl } = request.ticket ?? { id: "" };
  const ticket = { id, ...(callbackUrl ? { callbackUrl } : {}) };
  return {
    ...request,
    administrator: { email: erasedAddress, language },
    account: { email: erasedAddress, ...account },
    reason: erasedWord,
    ...(request.ticket ? { ticket } : {}),
  };
}

/** Our own words in the link that may carry a name or address. */
function wordsWithout(link: Link, scrub: (text: string) => string): Partial<Link> {
  const said = <W extends { readonly words: string }>(one: W): W => ({
    ...one,
    words: scrub(one.words),
  });
  const { plan, offeredPlan, preflight, writeback, undone, parked } = link;
  const inPlan = (one: Link["plan"]) => one && { ...one, steps: one.steps.map(said) };
  return {
    plan: inPlan(plan),
    offeredPlan: inPlan(offeredPlan),
    preflight: preflight && { ...preflight, warnings: preflight.warnings.map(said) },
    writeback: {
      ...writeback,
      checks: writeback.checks.map(said),
      toDo: writeback.toDo.map(scrub),
    },
    undone: undone.map((one) => ({
      ...one,
      what: scrub(one.what),
      how: one.how && scrub(one.how),
    })),
    parked: parked && { ...parked, evidence: parked.evidence && scrub(parked.evidence) },
  };
}

function peopleWithout({ administrator, asked, consent, ending, account }: Link): Partial<Link> {
  const { found } = account;
  const proof = ending?.proof;
  return {
    administrator: { email: erasedAddress, forwards: administrator.forwards },
    asked: asked.map(({ at, by }) => ({ email: erasedAddress, at, by })),
    consent: consent && { ...consent, person: withoutNames(consent.person) },
    ending: ending && {
      ...ending,
      proof: proof ? { ...proof, person: withoutNames(proof.person) } : null,
    },
    account: {
      ...account,
      found: found && { ...withoutNames(found), userPrincipalName: "" },
    },
  };
}

/** The link without names, addresses and people's own texts; ids, times, codes and hashes stay. */
export function erasedLink(link: Link, { by, at }: { by: string; at: string }): Change {
  const erased: Link = {
    ...link,
    ...wordsWithout(link, scrubber(known(link))),
    ...peopleWithout(link),
    request: requestWithout(link),
    wait: link.wait && waitWithout(link.wait),
    pastWaits: link.pastWaits.map(waitWithout),
    reasons: link.reasons.map((one) => ({ ...one, reason: erasedWord })),
    erasedAt: at,
  };
  return { link: erased, events: [{ type: "link.erased", data: { by } }] };
}
