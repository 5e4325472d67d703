import {
  agreedSteps,
  asAgreed,
  askedFor,
  isLess,
  isWithin,
  planOf,
  type Agreement,
} from "../domain/agreement";
import type { Link } from "../domain/link";
import type { Keys } from "../domain/ports";
import { currentEdition, ownSubscriptionSteps, planText } from "../domain/plan";
import { earliestEnd } from "../domain/earliestEnd";
import { passwordWritebackRoles } from "../domain/roles";
import { only } from "./doors";

type Digest = Pick<Keys, "sha256">;

/**
 * The plan of a link for what is agreed to, with its hash; undefined for more than was asked. What is
 * agreed to as it was shown is the plan that was shown.
 */
export function agreedPlan(keys: Digest, link: Link, agreed: Agreement) {
  const asked = askedFor(link.request);
  if (!link.directory || !link.plan || !isWithin(asked, agreed)) return undefined;
  if (!isLess(asked, agreed)) return link.plan;
  const { edition } = link.plan;
  const steps = agreedSteps(link.request, agreed, edition);
  const request = asAgreed(link.request, agreed);
  const text = planText({ tenantId: link.directory.tenantId, request }, steps);
  return planOf(keys.sha256(text), steps, edition);
}

/** What is left of the plan where the administrator manages it themselves. */
export function ownPlan(keys: Digest, link: Link, agreed: Agreement) {
  if (!link.directory) return undefined;
  const request = { ...link.request, passwordWriteback: agreed.passwordWriteback };
  const steps = ownSubscriptionSteps(request);
  const text = planText({ tenantId: link.directory.tenantId, request }, steps);
  return planOf(keys.sha256(text), steps, link.plan?.edition ?? currentEdition);
}

/** Nobody gets a role; only the checks may still be wanted. */
export const ownAgreement = (link: Link, isWithChecks: boolean): Agreement => ({
  access: [],
  passwordWriteback: link.request.passwordWriteback && isWithChecks,
  setWritebackFlag: false,
  until: null,
});

/** A ticked box: "yes", not there, or (undefined) said in a way that is not plain. */
export function ticked(form: URLSearchParams, name: string): boolean | undefined {
  const values = form.getAll(name);
  if (values.length === 0) return false;
  return values.length === 1 && values[0] === "yes" ? true : undefined;
}

/** A day that the calendar has: parsers take 30 February for 2 March. */
function isDay(day: string): boolean {
  const at = /^\d{4}-\d{2}-\d{2}$/.test(day) ? new Date(`${day}T00:00:00.000Z`) : undefined;
  return at !== undefined && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day);
}

const endOfDay = (day: string): string => `${day}T23:59:59.000Z`;

/** The end date on the form: as asked where it was left as it is; undefined where it is none we can take. */
function chosenUntil(link: Link, form: URLSearchParams, now: string): string | null | undefined {
  const asked = link.request.accessUntil;
  if (form.getAll("until").length > 1) return undefined;
  const day = form.get("until") ?? "";
  if (day === "" || day === asked?.slice(0, 10)) return asked;
  // The first edition of the story knows no end dates.
  if (link.plan?.edition === 1) return undefined;
  if (!isDay(day)) return undefined;
  const until = endOfDay(day);
  return until > earliestEnd(link.request, now) ? until : undefined;
}

function chosenRoles(link: Link, form: URLSearchParams): Agreement["access"] | undefined {
  const asked = link.request.access;
  const roles = form.getAll("role");
  const access = only(form, "access");
  // Ticked roles without "only these": nobody may get more than was ticked.
  if (roles.length > 0 && access !== "some") return undefined;
  switch (access) {
    case "asked":
      return asked;
    case "lesser":
      return passwordWritebackRoles.map((role) => role.templateId);
    case "some":
      return asked.filter((id) => roles.includes(id));
    default:
      return undefined;
  }
}

/** What the administrator chose on the page; undefined where that is not said plainly. */
export function chosen(link: Link, form: URLSearchParams, now: string): Agreement | undefined {
  const [without, withoutFlag] = [ticked(form, "withoutWriteback"), ticked(form, "withoutFlag")];
  const until = chosenUntil(link, form, now);
  const access = chosenRoles(link, form);
  if (without === undefined || withoutFlag === undefined || until === undefined || !access)
    return undefined;
  const passwordWriteback = link.request.passwordWriteback && !without;
  const setWritebackFlag = link.request.setWritebackFlag && passwordWriteback && !withoutFlag;
  return { access, passwordWriteback, setWritebackFlag, until };
}
