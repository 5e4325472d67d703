import { takesReason } from "../domain/actionBodies";
import type { Action } from "../domain/actions";
import type { FieldError } from "../domain/fieldErrors";
import type { ActionValues } from "../views/ops/actionPage";
import { only } from "./doors";

type Field = keyof ActionValues;
type Wrong = Partial<Record<Field, string>>;
type Values = Readonly<Record<Field, string>>;

/** What an operator wrote, as it stood in the form. */
export function valuesOf(form: URLSearchParams): Values {
  const given = (name: Field): string => (only(form, name) ?? "").trim();
  return {
    reason: given("reason"),
    days: given("days"),
    email: given("email"),
    name: given("name"),
  };
}

/** The body that the API would get for it; a reason, which callers may leave out, always stands in it. */
export function bodyOf(action: Action, values: Values): unknown {
  const { reason, days, email, name } = values;
  return {
    ...(takesReason(action) ? { reason } : {}),
    ...(action === "extend" ? { days: /^\d+$/.test(days) ? Number(days) : NaN } : {}),
    ...(action === "administrator" ? { email, ...(name ? { name } : {}) } : {}),
  };
}

const subjects: Readonly<Record<Field, string>> = {
  reason: "The reason",
  days: "This",
  email: "The address",
  name: "The name",
};
const isField = (name: string): name is Field => Object.hasOwn(subjects, name);

/** What is to be corrected, by the fields of the form. */
export function wrongBy(errors: readonly FieldError[]): Wrong {
  const wrong: Wrong = {};
  for (const { pointer, message } of errors) {
    const name = pointer.slice(1);
    if (isField(name)) wrong[name] = `${subjects[name]} ${message}.`;
  }
  return wrong;
}
