import type { SandboxContext } from "../context";
import type { Bearer } from "../entra/bearer";
import type { Answer, SandboxRequest } from "../http/answer";
import { ArmRefusal, checkApiVersion } from "./armRefusal";

const apiVersion = "2022-03-01";
const path =
  /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.Web\/sites\/[^/]+)\/config\/configreferences\/appsettings\/refresh$/i;

/** Reads an app's references to a vault anew (source: "Use Key Vault references as app settings", Rotation). */
export function answerReferences(
  { facts }: SandboxContext,
  request: SandboxRequest,
  { user }: Extract<Bearer, { kind: "delegated" }>,
): Answer | undefined {
  const [, appId = ""] = path.exec(request.url.pathname) ?? [];
  if (appId === "" || request.method !== "POST") return undefined;
  checkApiVersion(request.url.searchParams, apiVersion);
  const app = facts.apps.find((one) => one.id.toLowerCase() === appId.toLowerCase());
  if (!app) throw new ArmRefusal(404, "ResourceNotFound", `The Resource '${appId}' was not found.`);
  if (!app.writerIds.includes(user.id)) {
    const message = `The client '${user.userPrincipalName}' does not have authorization over scope '${appId}'.`;
    throw new ArmRefusal(403, "AuthorizationFailed", message);
  }
  app.referencesRead += 1;
  return { status: 200 };
}
