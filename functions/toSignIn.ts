import type { HttpResponseInit } from "@azure/functions";
import type { Link } from "../domain/link";
import type { SignIn } from "../domain/microsoftPorts";
import { signInScopes } from "../domain/plan";
import { beginAttempt, type AttemptPorts } from "./attempts";
import { Refused, toMicrosoft } from "./page";

/** The administrator signs in and consents in person: a try of its own, for the plan as it was shown. */
export async function toSignIn(
  ports: AttemptPorts & { readonly signIn: Pick<SignIn, "authorizeUrl"> },
  link: Link,
  question: { n: number; planHash: string },
): Promise<HttpResponseInit> {
  if (!link.directory) throw new Refused("try_again_later", { status: 503 });
  const { n, planHash } = question;
  const wanted = { linkId: link.id, n, planHash, purpose: "proof" as const };
  const begun = await beginAttempt(ports, wanted);
  const url = await ports.signIn.authorizeUrl(link.directory.tenantId, {
    ...begun,
    callback: "/consent/callback",
    scopes: [...signInScopes, ...(link.plan?.scopes ?? [])],
    prompt: "consent",
    loginHint: link.administrator.email,
  });
  return toMicrosoft(url, [begun.cookie]);
}
