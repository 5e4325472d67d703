import type { HttpResponseInit } from "@azure/functions";
import type { Agreement } from "../domain/agreement";
import type { Link } from "../domain/link";
import type { SignIn } from "../domain/microsoftPorts";
import { signInScopes } from "../domain/plan";
import { agreedPlan } from "./agreement";
import { beginAttempt, type AttemptPorts } from "./attempts";
import { Refused, toMicrosoft } from "./page";

/** The administrator signs in and consents in person: a try of its own, for the plan as it was shown. */
export async function toSignIn(
  ports: AttemptPorts & { readonly signIn: Pick<SignIn, "authorizeUrl"> },
  link: Link,
  question: { n: number; agreed: Agreement },
): Promise<HttpResponseInit> {
  const { n, agreed } = question;
  const plan = agreedPlan(ports.keys, link, agreed);
  if (!link.directory || !plan) throw new Refused("try_again_later", { status: 503 });
  const wanted = { linkId: link.id, n, agreed, planHash: plan.hash, purpose: "proof" as const };
  const begun = await beginAttempt(ports, wanted);
  const url = await ports.signIn.authorizeUrl(link.directory.tenantId, {
    ...begun,
    callback: "/consent/callback",
    scopes: [...signInScopes, ...plan.scopes],
    prompt: "consent",
    loginHint: link.administrator.email,
  });
  return toMicrosoft(url, [begun.cookie]);
}
