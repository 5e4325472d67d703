import { ask, csrf, type OpsStage } from "../support/opsDesk";
import type { HttpResponseInit } from "@azure/functions";
import { parkedCase } from "../support/opsCases";
import { textOf } from "../views/everyView";

export const parked = parkedCase();
const { id } = parked;
export const reason = "The customer rang";

/** What an operator fills in on the page of an action. */
export const fieldsOf = (action: string): Record<string, string> => ({
  csrf,
  ...(action === "erase" ? {} : { reason }),
  ...(action === "extend" ? { days: "5" } : {}),
  ...(action === "administrator" ? { email: "new@contoso.onmicrosoft.com", name: "New" } : {}),
});
/** Posts the form of an action on the parked case. */
export const press = (
  stage: OpsStage,
  action: string,
  form: Record<string, string> = fieldsOf(action),
  headers: Record<string, string> = {},
) =>
  ask(stage, "opsActionForm", `/ops/links/${id}/${action}`, {
    params: { id, action },
    form,
    headers,
  });
/** Opens the page of an action on the parked case. */
export const look = (stage: OpsStage, action: string) =>
  ask(stage, "opsActionPage", `/ops/links/${id}/${action}`, { params: { id, action } });

/** What a page says. */
export const wordsOf = ({ body }: HttpResponseInit): string => textOf(String(body));
