import type { HttpResponseInit } from "@azure/functions";
import type { Agreement } from "../domain/agreement";
import type { Link } from "../domain/link";
import type { SignIn } from "../domain/microsoftPorts";
import { signInScopes } from "../domain/plan";
import type { Attempt } from "../domain/storagePorts";
import { beginAttempt, type AttemptPorts } from "./attempts";
import { Refused, toMicrosoft } from "./page";

interface ToSignIn {
  readonly n: number;
  readonly purpose: Attempt["purpose"];
  readonly agreed: Agreement;
  readonly plan: { readonly hash: string; readonly scopes: readonly string[] } | undefined;
  /** Scopes of other resources, consented to on the same page. */
  readonly more?: readonly string[];
}

/** The administrator signs in and consents in person: a try of its own, for the plan as it was shown. */
export async function toSignIn(
  ports: AttemptPorts & { readonly signIn: Pick<SignIn, "authorizeUrl"> },
  link: Link,
  { n, purpose, agreed, plan, more = [] }: ToSignIn,
): Promise<HttpResponseInit> {
  if (!link.directory || !plan) throw new Refused("try_again_later", { status: 503 });
  const wanted = { linkId: link.id, n, agreed, planHash: plan.hash, purpose };
  const begun = await beginAttempt(ports, wanted);
  const url = await ports.signIn.authorizeUrl(link.directory.tenantId, {
    ...begun,
    callback: "/consent/callback",
    scopes: [...signInScopes, ...plan.scopes, ...more],
    prompt: "consent",
    loginHint: link.administrator.email,
  });
  return toMicrosoft(url, [begun.cookie]);
}
