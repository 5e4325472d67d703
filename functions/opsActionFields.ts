import type { ActionInput, CaseAction } from "../domain/caseActions";
import { errorsOf, type FieldError } from "../domain/fieldErrors";
import { hidden, plainLine } from "../domain/plainText";
import { administratorOf } from "../domain/request";
import type { ActionValues } from "../views/ops/actionPage";
import { takesReason } from "../views/ops/actionWords";
import { only } from "./doors";

const maxReason = 200;
const mostDays = 60;

type Wrong = Partial<Record<keyof ActionValues, string>>;
export type ReadAction =
  | { readonly ok: true; readonly input: ActionInput; readonly values: ActionValues }
  | { readonly ok: false; readonly wrong: Wrong; readonly values: ActionValues };

function readReason(given: string): { reason: string } | { wrong: Wrong } {
  const isPlain = !hidden.test(given);
  const reason = plainLine(given, maxReason);
  if (reason === "") return { wrong: { reason: "Say why; it stays with the case." } };
  if (given.trim().length > maxReason)
    return { wrong: { reason: `Say it in at most ${String(maxReason)} characters.` } };
  return isPlain ? { reason } : { wrong: { reason: "Use plain text only, in one line." } };
}

function readDays(given: string): { days: number } | { wrong: Wrong } {
  const days = Number(given);
  const isGood = /^\d{1,3}$/.test(given) && days >= 1 && days <= mostDays;
  return isGood ? { days } : { wrong: { days: `Give whole days, 1 to ${String(mostDays)}.` } };
}

function readAdministrator(email: string, name: string) {
  const parsed = administratorOf.safeParse({ email, ...(name ? { name } : {}) });
  if (parsed.success) {
    const { data } = parsed;
    const named = data.name === undefined ? {} : { name: data.name };
    return { administrator: { email: data.email, ...named } };
  }
  const wrong: Wrong = {};
  for (const { pointer, message } of errorsOf(parsed.error))
    if (pointer === "/name") wrong.name ??= `The name ${message}.`;
    else wrong.email ??= `The address ${message}.`;
  return { wrong };
}

/** What an operator wrote for an action: all of it good, or what to correct by field. */
export function readAction(action: CaseAction, form: URLSearchParams): ReadAction {
  const given = (name: string) => only(form, name) ?? "";
  const values = {
    reason: given("reason"),
    days: given("days").trim(),
    email: given("email").trim(),
    name: given("name").trim(),
  };
  const parts = [
    ...(takesReason(action) ? [readReason(values.reason)] : []),
    ...(action === "extend" ? [readDays(values.days)] : []),
    ...(action === "administrator" ? [readAdministrator(values.email, values.name)] : []),
  ];
  const wrong = Object.assign(
    {},
    ...parts.map((part) => ("wrong" in part ? part.wrong : {})),
  ) as Wrong;
  if (Object.keys(wrong).length > 0) return { ok: false, wrong, values };
  return { ok: true, input: Object.assign({}, ...parts) as ActionInput, values };
}

const isField = (name: string): name is keyof ActionValues =>
  ["reason", "days", "email", "name"].includes(name);

/** What an action itself found wrong with what was written, by the fields of the form. */
export function wrongBy(errors: readonly FieldError[]): Wrong {
  const wrong: Wrong = {};
  for (const { pointer, message } of errors) {
    const name = pointer.split("/").at(-1) ?? "";
    if (isField(name)) wrong[name] = `This ${message}.`;
  }
  return wrong;
}
