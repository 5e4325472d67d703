import type { SandboxContext } from "../context";
import { bearerOf } from "../entra/bearer";
import { json, type Answer, type SandboxRequest } from "../http/answer";
import { attributesOf, type Secrets, type SecretVersion } from "./secrets";

/** What a vault is asked with: its address, what it holds, and whether the identity may read it. */
export interface VaultFacts {
  readonly url: string;
  readonly secrets: Secrets;
  /** The managed identity's role at the vault; without one it reads nothing. */
  role: "Key Vault Secrets User" | null;
}

/** A page is never longer (Key Vault REST API, "Get Secret Versions": maxresults 1 to 25). */
const longestPage = 25;

interface Refusal {
  readonly code: string;
  readonly message: string;
  /** The reason behind the code, where Key Vault gives one. */
  readonly inner?: string;
}

const refuse = (status: number, { code, message, inner }: Refusal): Answer =>
  json(status, {
    error: { code, message, ...(inner ? { innererror: { code: inner } } : {}) },
  });

/** Says where tokens come from and what they have to be for. */
function challenge(context: SandboxContext): Answer {
  const { tenantId } = context.facts.managedIdentity;
  const realm = `authorization="https://login.windows.net/${tenantId}", resource="https://vault.azure.net"`;
  const refused = refuse(401, {
    code: "Unauthorized",
    message: "AKV10000: Request is missing a Bearer token.",
  });
  return { ...refused, headers: { ...refused.headers, "www-authenticate": `Bearer ${realm}` } };
}

/** Answers as Azure Key Vault does, as far as this product asks it: versions of a secret, and one's value. */
export function answerVault(
  context: SandboxContext,
  vault: VaultFacts,
  request: SandboxRequest,
): Answer {
  if (typeof bearerOf(context, request, "vault") === "string") return challenge(context);
  const query = request.url.searchParams;
  if (!/^(7\.\d|20\d\d-\d\d-\d\d)$/.test(query.get("api-version") ?? ""))
    return refuse(400, { code: "BadParameter", message: "api-version must be specified" });
  const [, area, name = "", what, ...rest] = request.url.pathname.split("/");
  if (request.method !== "GET" || area !== "secrets" || what === undefined || rest.length > 0)
    return json(501, { error: { code: "notImitated", message: "Not imitated by the sandbox." } });
  if (vault.role === null)
    return refuse(403, {
      code: "Forbidden",
      message: `Caller is not authorized to perform action on resource. Caller: oid=${context.facts.managedIdentity.principalId}`,
      inner: "ForbiddenByRbac",
    });
  const versions = vault.secrets.get(name);
  const missing = () =>
    refuse(404, {
      code: "SecretNotFound",
      message: `A secret with (name/id) ${name} was not found in this vault.`,
    });
  if (!versions) return missing();
  if (what === "versions") return pageOf(vault, { name, versions }, query);
  const found = versions.find(({ id }) => id === what);
  return found ? valueOf(vault, name, found) : missing();
}

const idOf = (vault: VaultFacts, name: string, { id }: SecretVersion) =>
  `${vault.url}/secrets/${name}/${id}`;

/** In the order of ids, not of age; the rest by `nextLink`. */
function pageOf(
  vault: VaultFacts,
  { name, versions }: { readonly name: string; readonly versions: readonly SecretVersion[] },
  query: URLSearchParams,
): Answer {
  const size = Number(query.get("maxresults") ?? longestPage);
  if (!(size >= 1 && size <= longestPage))
    return refuse(400, { code: "BadParameter", message: "maxresults must be from 1 to 25" });
  const from = Number(query.get("$skiptoken") ?? 0);
  const next = `${vault.url}/secrets/${name}/versions?api-version=${query.get("api-version") ?? ""}&$skiptoken=${String(from + size)}&maxresults=${String(size)}`;
  return json(200, {
    value: versions
      .slice(from, from + size)
      .map((one) => ({ id: idOf(vault, name, one), attributes: attributesOf(one) })),
    nextLink: from + size < versions.length ? next : null,
  });
}

/** Expired and future versions are given, disabled ones are not. */
const valueOf = (vault: VaultFacts, name: string, version: SecretVersion): Answer =>
  version.enabled
    ? json(200, {
        value: version.value,
        id: idOf(vault, name, version),
        attributes: attributesOf(version),
      })
    : refuse(403, {
        code: "Forbidden",
        message: "Operation get is not allowed on a disabled secret.",
        inner: "SecretDisabled",
      });
