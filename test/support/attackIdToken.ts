import { exportJWK, generateKeyPair, SignJWT } from "jose";
import type { SandboxPerson } from "../../local/sandbox/person";
import type { Tenant } from "../../local/sandbox/facts";
import type { Product } from "./product";

/** Answers the token endpoint with a token of its own making, in the name of the tenant. */
export interface Forger {
  /** Makes the next redemption answer with these claims in place of the right ones. */
  claims(person: SandboxPerson, changes: Record<string, unknown>): Promise<void>;
  /** The same, signed with a key that nobody published. */
  wronglySigned(person: SandboxPerson): Promise<void>;
}

const hour = 3600;
const newKey = () => generateKeyPair("RS256");

/** The nonce and the scopes of the sign-in that somebody is about to come back from. */
function askedBy(person: SandboxPerson): { nonce: string; scope: string } {
  const hop = person.page.hops.findLast((url) => url.includes("/authorize"));
  const { searchParams } = new URL(hop ?? "http://nowhere");
  return { nonce: searchParams.get("nonce") ?? "", scope: searchParams.get("scope") ?? "" };
}

/** Publishes a key of ours as the tenant's; has to stand before the product reads the tenant's keys. */
export async function createForger(
  { sandbox }: Product,
  { tenant, objectId, roles }: { tenant: Tenant; objectId: string; roles: readonly string[] },
): Promise<Forger> {
  const [ours, unknown] = [await newKey(), await newKey()];
  const kid = "forged";
  const key = { ...(await exportJWK(ours.publicKey)), use: "sig", kid };
  const at = (path: string) => `/${tenant.id}${path}`;
  sandbox.setFault({ path: at("/discovery"), status: 200, body: { keys: [key] }, times: 99 });
  const answer = async (
    person: SandboxPerson,
    changes: Record<string, unknown>,
    by: typeof ours,
  ) => {
    const { nonce, scope } = askedBy(person);
    const now = Math.floor(sandbox.now().getTime() / 1000);
    const claims = {
      aud: sandbox.facts.application.appId,
      iss: `${sandbox.url}/${tenant.id}/v2.0`,
      ...{ iat: now, nbf: now, exp: now + hour, sub: "s", nonce },
      ...{ tid: tenant.id, oid: objectId, wids: roles, ver: "2.0", ...changes },
    };
    const header = { alg: "RS256", kid };
    const id_token = await new SignJWT(claims).setProtectedHeader(header).sign(by.privateKey);
    const tokens = { access_token: "EwB-forged", refresh_token: "1.AR-forged", id_token };
    const body = { token_type: "Bearer", expires_in: hour, scope, ...tokens };
    sandbox.setFault({ method: "POST", path: at("/oauth2/v2.0/token"), status: 200, body });
  };
  return {
    claims: (person, changes) => answer(person, changes, ours),
    wronglySigned: (person) => answer(person, {}, unknown),
  };
}
