import { identityFromIdp, mismatchOf, type AccountKind, type Identity } from "../domain/identity";
import type { Decision } from "../domain/wait";
import type { SignedIn } from "../domain/microsoftPorts";
import { acceptCallback, readAttempt, redeem, type Accepted, type CallbackPorts } from "./callback";
import { decideWait } from "./decideWait";
import type { Door } from "./doors";
import { accept } from "./mailedLink";
import { asPage, Refused, seeOther } from "./page";

type Account = NonNullable<Decision["account"]>;

const kinds: Readonly<Record<AccountKind | "any", string>> = {
  microsoft: "a personal Microsoft account",
  work: "a work or school account of the organisation that was named",
  passcode: "an account that signs in by mailed passcodes",
  member: "an account of this directory itself",
  other: "an account of another kind",
  any: "a personal Microsoft account, or a work or school account",
};

const isKnown = (identity: Identity): identity is Identity & { kind: Account["kind"] } =>
  identity.kind !== "other";

/** The proof of identity: this directory, the invited object, and an account of the kind that was asked for. */
function prove({ link, caller, tenantId, againUrl }: Accepted, signedIn: SignedIn): Account {
  const about = { status: 403, link, caller, againUrl };
  if (signedIn.tenantId !== tenantId)
    throw new Refused("wrong_directory", { ...about, detail: { found: signedIn.tenantId } });
  const { account } = link.request;
  if (signedIn.objectId !== link.account.objectId)
    throw new Refused("account_mismatch", {
      ...about,
      detail: { expected: account.email, signedInAs: signedIn.shownAs },
    });
  const identity = identityFromIdp(signedIn.idp);
  const mismatch = mismatchOf(identity, link.request);
  if (mismatch === "one_time_passcode") throw new Refused("one_time_passcode", about);
  if (mismatch || !isKnown(identity))
    throw new Refused("account_kind_mismatch", {
      ...about,
      detail: { expected: kinds[account.kind], found: kinds[identity.kind] },
    });
  return { objectId: signedIn.objectId, ...identity };
}

/** `GET /signin/callback`: the account holder is back from signing in; who it is, the ID token says. */
export const createSignInCallback = (ports: CallbackPorts): Door =>
  asPage(async (request, context) => {
    const found = await readAttempt(ports, request, ["signIn"]);
    const accepted = await acceptCallback(ports, accept, { request, attempt: found });
    const signedIn = await redeem(ports, accepted, { request, callback: "/signin/callback" });
    const account = prove(accepted, signedIn);
    const { link, caller, attempt, againUrl } = accepted;
    const decision: Decision = { type: "signedIn", at: ports.now(), by: "account", account };
    const refused = await decideWait(ports, { linkId: link.id, n: attempt.n, decision }, context);
    if (refused) throw new Refused(refused, { status: 410, link, caller });
    return seeOther(againUrl);
  });
