import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Vault, VaultSecret } from "../applicationFacts";
import type { SandboxContext } from "../context";
import type { Bearer } from "../entra/bearer";
import { json, type Answer, type SandboxRequest } from "../http/answer";
import { ArmRefusal, checkApiVersion } from "./armRefusal";

type Person = Extract<Bearer, { kind: "delegated" }>;

const apiVersion = "2023-07-01";
const path =
  /^(\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.KeyVault\/vaults\/[^/]+)\/secrets\/([^/]+)$/i;
/** The fields of a request (source: "Secrets - Create Or Update"); any other is refused. */
const body = z.strictObject({
  properties: z.strictObject({
    value: z.string(),
    contentType: z.string().optional(),
    attributes: z.strictObject({ enabled: z.boolean().optional() }).optional(),
  }),
  tags: z.record(z.string(), z.string()).optional(),
});

/** A vault's secret in the management plane: written by its value, shown without it. */
export function answerSecret(
  context: SandboxContext,
  request: SandboxRequest,
  { user }: Person,
): Answer | undefined {
  const [, vaultId = "", name = ""] = path.exec(request.url.pathname) ?? [];
  if (name === "" || !["GET", "PUT"].includes(request.method)) return undefined;
  checkApiVersion(request.url.searchParams, apiVersion);
  const vault = context.facts.vaults.find((one) => one.id.toLowerCase() === vaultId.toLowerCase());
  if (!vault)
    throw new ArmRefusal(404, "ResourceNotFound", `The Resource '${vaultId}' was not found.`);
  if (!vault.writerIds.includes(user.id)) {
    const action = `Microsoft.KeyVault/vaults/secrets/${request.method === "PUT" ? "write" : "read"}`;
    const message = `The client '${user.userPrincipalName}' does not have authorization to perform action '${action}' over scope '${vaultId}'.`;
    throw new ArmRefusal(403, "AuthorizationFailed", message);
  }
  if (!/^[a-zA-Z0-9-]{1,127}$/.test(name))
    throw new ArmRefusal(400, "BadRequest", "The secret name is not valid.");
  return request.method === "PUT"
    ? writeSecret(context, vault, { name, request })
    : readSecret(vault, name);
}

function readSecret(vault: Vault, name: string): Answer {
  const secret = vault.secrets.find((one) => one.name === name);
  if (!secret) throw new ArmRefusal(404, "SecretNotFound", `The secret '${name}' was not found.`);
  return json(200, shown(vault, secret));
}

/** Each PUT makes a version; its tags take the place of those before. */
function writeSecret(
  context: SandboxContext,
  vault: Vault,
  { name, request }: { readonly name: string; readonly request: SandboxRequest },
): Answer {
  const { properties, tags = {} } = parsed(request);
  const known = vault.secrets.find((one) => one.name === name);
  const secret: VaultSecret = known ?? { name, versions: [], contentType: null, tags: {} };
  if (!known) vault.secrets.push(secret);
  secret.contentType = properties.contentType ?? null;
  secret.tags = tags;
  secret.versions.push({
    id: randomBytes(16).toString("hex"),
    value: properties.value,
    created: Math.floor(context.now().getTime() / 1000),
    enabled: properties.attributes?.enabled ?? true,
    expires: null,
  });
  return json(known ? 200 : 201, shown(vault, secret));
}

function parsed({ body: text }: SandboxRequest): z.infer<typeof body> {
  try {
    return body.parse(JSON.parse(text));
  } catch {
    throw new ArmRefusal(400, "InvalidRequestContent", "The request content was invalid.");
  }
}

function shown({ id, name: vaultName }: Vault, secret: VaultSecret): object {
  const { name, versions, contentType, tags } = secret;
  const current = versions.at(-1);
  const secretUri = `https://${vaultName}.vault.azure.net/secrets/${name}`;
  return {
    ...{ id: `${id}/secrets/${name}`, name, type: "Microsoft.KeyVault/vaults/secrets", tags },
    properties: {
      attributes: {
        ...{ enabled: current?.enabled, created: current?.created, updated: current?.created },
        ...(current?.expires ? { exp: current.expires } : {}),
      },
      ...(contentType === null ? {} : { contentType }),
      secretUri,
      secretUriWithVersion: `${secretUri}/${current?.id ?? ""}`,
    },
  };
}
