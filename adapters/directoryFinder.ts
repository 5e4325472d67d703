import { z } from "zod";
import { LinkError } from "../domain/errors";
import { tenantId, type TenantId } from "../domain/ids";
import type { DirectoryFinder } from "../domain/microsoftPorts";
import { tracedFetch } from "./callTrace";
import type { Graph } from "./graph";

const discovery = z.object({
  issuer: z.string(),
  cloud_instance_name: z.string().optional(),
  tenant_region_sub_scope: z.string().nullish(),
});
const refusal = z.object({ error_codes: z.array(z.number()).default([]) });
const description = z.object({
  tenantId,
  displayName: z.string().catch(""),
  defaultDomainName: z.string().catch(""),
});

/** The cloud this product runs in; sub-scopes of the US government live in another one. */
const ownCloud = "microsoftonline.com";
const otherClouds = ["DODCON", "DOD"];
const nationalCloudRedirect = 90038;

const timeoutMs = 10_000;
const cacheMs = 10 * 60 * 1000;
const cacheSize = 1000;

const unreachable = (cause: unknown): LinkError =>
  new LinkError(
    { code: "directory_unreachable", class: "transient" },
    "the look-up of the directory got no usable answer",
    cause,
  );
const elsewhere = (domain: string): LinkError =>
  new LinkError(
    { code: "directory_in_other_cloud", class: "final" },
    `${domain} is a directory of another Microsoft cloud; only the global cloud is supported`,
  );
const unknown = (domain: string): LinkError =>
  new LinkError(
    { code: "directory_not_found", class: "final" },
    `No directory has the domain ${domain}. Look at its spelling, or use the domain that the directory had first, which ends in onmicrosoft.com.`,
  );

function refused(domain: string, body: unknown): LinkError {
  const numbers = refusal.safeParse(body).data?.error_codes ?? [];
  return numbers.includes(nationalCloudRedirect) ? elsewhere(domain) : unknown(domain);
}

/** Reads the tenant id off the issuer of the domain's OpenID configuration (OpenID Connect Discovery 1.0). */
async function discover(authority: string, domain: string): Promise<TenantId> {
  const response = await tracedFetch(
    `${authority}/${encodeURIComponent(domain)}/v2.0/.well-known/openid-configuration`,
    {
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    },
  );
  const body: unknown = await response.json();
  if (response.status === 400 || response.status === 404) throw refused(domain, body);
  if (!response.ok) throw unreachable(response.status);
  const found = discovery.parse(body);
  const cloud = found.cloud_instance_name ?? ownCloud;
  if (cloud !== ownCloud || otherClouds.includes(found.tenant_region_sub_scope ?? ""))
    throw elsewhere(domain);
  return tenantId.parse(/\/([0-9a-f-]{36})\/v2\.0$/.exec(found.issuer)?.[1]);
}

/** 401 is the product's own token here, and the next one may be good. */
async function described(graph: Graph, domain: string): Promise<unknown> {
  try {
    return await graph("findDirectory", { values: { domain } });
  } catch (error) {
    throw error instanceof LinkError && error.code === "session_lapsed"
      ? unreachable(error)
      : error;
  }
}

/** Looks directories up by domain: by OpenID discovery, then by name through the product's own Graph token. */
export function createDirectoryFinder(authority: string, graph: Graph): DirectoryFinder {
  const cache = new Map<string, { at: number; tenant: TenantId }>();
  const tenantOf = async (domain: string): Promise<TenantId> => {
    const known = cache.get(domain);
    if (known && Date.now() - known.at < cacheMs) return known.tenant;
    try {
      const tenant = await discover(authority, domain);
      if (cache.size >= cacheSize) cache.clear();
      cache.set(domain, { at: Date.now(), tenant });
      return tenant;
    } catch (error) {
      throw error instanceof LinkError ? error : unreachable(error);
    }
  };
  return {
    tenantOf,
    async describe(domain) {
      const tenant = await tenantOf(domain);
      const read = description.safeParse(await described(graph, domain));
      if (!read.success || read.data.tenantId !== tenant)
        throw unreachable("the two look-ups disagree");
      return {
        tenantId: tenant,
        name: read.data.displayName || domain,
        defaultDomain: read.data.defaultDomainName || domain,
      };
    },
  };
}
