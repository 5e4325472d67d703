import { askedFor, asAgreed, isWithin, planOf, type Agreement } from "../domain/agreement";
import type { Link } from "../domain/link";
import type { Keys } from "../domain/ports";
import { planText } from "../domain/plan";
import { passwordWritebackRoles } from "../domain/roles";
import { only } from "./doors";

/** The plan of a link for what is agreed to: its hash and its scopes; undefined for more than was asked. */
export function agreedPlan(keys: Pick<Keys, "sha256">, link: Link, agreed: Agreement) {
  if (!link.directory || !isWithin(askedFor(link.request), agreed)) return undefined;
  const request = asAgreed(link.request, agreed);
  const text = planText({ tenantId: link.directory.tenantId, request });
  return planOf(request, keys.sha256(text));
}

/** What the administrator chose on the page; undefined where the choice is none. */
export function chosen(link: Link, form: URLSearchParams): Agreement | undefined {
  const asked = askedFor(link.request);
  const passwordWriteback = asked.passwordWriteback && only(form, "withoutWriteback") !== "yes";
  switch (only(form, "access") ?? "asked") {
    case "asked":
      return { access: asked.access, passwordWriteback };
    case "lesser":
      return { access: passwordWritebackRoles.map((role) => role.templateId), passwordWriteback };
    case "some":
      return {
        access: asked.access.filter((id) => form.getAll("role").includes(id)),
        passwordWriteback,
      };
    default:
      return undefined;
  }
}
