import { createHash } from "node:crypto";
import type { SandboxContext } from "../context";
import { required } from "./flowRequest";
import { EntraRefusal } from "./problem";
import { tokenProblems } from "./tokenProblems";
import { stillValidUser, type Redeemed } from "./redeemed";
import { isQualified } from "./scopes";
import { scopesOfCode } from "./tokenScopes";

const codeLifetimeMs = 10 * 60 * 1000;

/** A code works once, for ten minutes, for the same redirect URI and with its PKCE verifier (facts.md §2.3). */
export function redeemCode(
  context: SandboxContext,
  { tenant, application }: Pick<Redeemed, "tenant" | "application">,
  form: URLSearchParams,
): Redeemed {
  const code = context.issued.codes.get(required(form, "code"));
  if (!code) throw new EntraRefusal(tokenProblems.codeMalformed());
  const user = stillValidUser(tenant, application, code);
  if (code.redeemed) throw new EntraRefusal(tokenProblems.codeRedeemed());
  if (context.now().getTime() - code.issuedAt > codeLifetimeMs)
    throw new EntraRefusal(tokenProblems.codeExpired());
  if (required(form, "redirect_uri") !== code.redirectUri)
    throw new EntraRefusal(tokenProblems.redirectMismatch());
  const verifier = form.get("code_verifier") ?? "";
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  if (challenge !== code.codeChallenge) throw new EntraRefusal(tokenProblems.verifierMismatch());
  const asked = form.get("scope") ?? "";
  const scopes = scopesOfCode(code.scopes, asked);
  code.redeemed = true;
  return { tenant, application, user, nonce: code.nonce, scopes, qualified: isQualified(asked) };
}
