import { identityFromIdp, isAsked } from "../domain/identity";
import type { Decision } from "../domain/wait";
import type { SignedIn } from "../domain/microsoftPorts";
import { acceptCallback, redeem, type Accepted, type CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { accept } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";

type Account = NonNullable<Decision["account"]>;

/** The proof of identity: this directory, the invited object, and an account of the kind that was asked for. */
function prove({ link, caller, tenantId, againUrl }: Accepted, signedIn: SignedIn): Account {
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const { account } = link.request;
  const mismatch = new Refused("account_mismatch", {
    ...about,
    detail: { expected: account.email, signedInAs: signedIn.shownAs },
  });
  if (signedIn.objectId !== link.account.objectId) throw mismatch;
  const { kind, home } = identityFromIdp(signedIn.idp);
  if (kind === "other" || !isAsked({ kind, home }, account)) throw mismatch;
  return { objectId: signedIn.objectId, kind, home };
}

/** `GET /signin/callback`: the account holder is back from signing in; who it is, the ID token says. */
export const createSignInCallback = (ports: CallbackPorts): Door =>
  asPage(async (request, context) => {
    const accepted = await acceptCallback(ports, accept, { request, purposes: ["signIn"] });
    const signedIn = await redeem(ports, accepted, { request, callback: "/signin/callback" });
    const account = prove(accepted, signedIn);
    const { link, caller, attempt, againUrl } = accepted;
    const decision: Decision = { type: "signedIn", at: ports.now(), by: "account", account };
    const refused = await decideWait(ports, { linkId: link.id, n: attempt.n, decision }, context);
    if (refused) throw new Refused(refused, { status: 410, link, caller });
    return seeOther(againUrl);
  });
