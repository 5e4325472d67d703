import { EntraRefusal } from "./problem";
import { parseScopes, resourceOf, resourcesOf } from "./scopes";
import { tokenProblems } from "./tokenProblems";

/** The scopes of a token request. People may consent to several services at once, but a token is for one. */
export function scopesOfOneResource(asked: string): string[] {
  const scopes = parseScopes(asked);
  if (resourcesOf(scopes).length > 1) throw new EntraRefusal(tokenProblems.twoResources(asked));
  return scopes;
}

/**
 * What a code is redeemed for: the service that the request names, else the one that was consented to.
 * A code for several services that is redeemed without naming one is refused (seen as AADSTS28003).
 */
export function scopesOfCode(consented: readonly string[], asked: string): string[] {
  const named = scopesOfOneResource(asked);
  if (asked === "" && resourcesOf(consented).length > 1)
    throw new EntraRefusal(tokenProblems.noResource());
  const wanted = resourcesOf(named).length > 0 ? named : consented;
  const [first] = resourcesOf(wanted);
  const openId = consented.filter((scope) => resourceOf(scope) === undefined);
  return [...openId, ...wanted.filter((scope) => first && resourceOf(scope) === first)];
}
