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

/** What the administrator chose on the page; undefined where that is not said plainly. */
export function chosen(link: Link, form: URLSearchParams): Agreement | undefined {
  const asked = askedFor(link.request);
  const without = form.getAll("withoutWriteback");
  const roles = form.getAll("role");
  const access = only(form, "access");
  // Ticked roles without "only these": nobody may get more than was ticked.
  if (without.length > 1 || (roles.length > 0 && access !== "some")) return undefined;
  const passwordWriteback = asked.passwordWriteback && without[0] !== "yes";
  switch (access) {
    case "asked":
      return { access: asked.access, passwordWriteback };
    case "lesser":
      return { access: passwordWritebackRoles.map((role) => role.templateId), passwordWriteback };
    case "some":
      return { access: asked.access.filter((id) => roles.includes(id)), passwordWriteback };
    default:
      return undefined;
  }
}
