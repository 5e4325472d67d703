import { decodeJwt, errors, jwtVerify, type JWTPayload } from "jose";
import { earlierClock, type SandboxContext } from "../context";
import type { Application, FederatedCredential } from "../registrationFacts";
import { EntraRefusal } from "./problem";
import { tokenProblems } from "./tokenProblems";

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/**
 * The application proves itself by a token of its managed identity (federated credential): no secret
 * exists. Issuer, audience and subject must be exactly those that the registration names.
 */
export async function authenticateClient(
  context: SandboxContext,
  { federatedCredential }: Application,
  form: URLSearchParams,
): Promise<void> {
  if (form.has("client_secret")) throw new EntraRefusal(tokenProblems.secretRefused());
  const assertion = form.get("client_assertion");
  if (assertion === null) throw new EntraRefusal(tokenProblems.noClientCredential());
  if (form.get("client_assertion_type") !== assertionType)
    throw new EntraRefusal(tokenProblems.assertionTypeRefused());
  checkRecord(federatedCredential, readClaims(assertion));
  await checkSignature(context, assertion);
}

function readClaims(assertion: string): JWTPayload {
  try {
    return decodeJwt(assertion);
  } catch {
    throw new EntraRefusal(tokenProblems.assertionMalformed());
  }
}

function checkRecord({ issuer, audience, subject }: FederatedCredential, claims: JWTPayload): void {
  if (claims.iss !== issuer)
    throw new EntraRefusal(tokenProblems.assertionIssuer(String(claims.iss)));
  if (claims.aud !== audience)
    throw new EntraRefusal(tokenProblems.assertionAudience(String(claims.aud)));
  if (claims.sub !== subject)
    throw new EntraRefusal(tokenProblems.assertionSubject(String(claims.sub)));
}

async function checkSignature(context: SandboxContext, assertion: string): Promise<void> {
  try {
    await jwtVerify(assertion, context.key.publicKey, {
      algorithms: ["RS256"],
      requiredClaims: ["exp"],
      currentDate: new Date(earlierClock(context)),
    });
  } catch (error) {
    const outOfTime =
      error instanceof errors.JWTExpired || error instanceof errors.JWTClaimValidationFailed;
    throw new EntraRefusal(
      outOfTime ? tokenProblems.assertionExpired() : tokenProblems.assertionSignature(),
    );
  }
}
