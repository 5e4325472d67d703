import type { LookupFunction } from "node:net";
import { RequestFilteringHttpsAgent } from "request-filtering-agent";
import { createNameLookup } from "./nameLookup";

/** Azure's platform service (DNS, health, guest agent) is reached by an address that looks public. */
const azurePlatform = "168.63.129.16";

/** Test programs stand in for names and the public internet here; nothing else sets any of it. */
export interface AgentOptions {
  readonly lookup?: LookupFunction;
  readonly ca?: string;
  readonly allowIPAddressList?: string[];
}

/**
 * Connects to public addresses only, whatever a host's name leads to at that moment: each address is
 * judged when the connection is made. No connection is kept, so none that was judged before is reused,
 * and no proxy of the environment is taken (only Node's global agent reads those settings).
 */
export const createCallbackAgent = (options: AgentOptions) =>
  new RequestFilteringHttpsAgent({
    lookup: createNameLookup(),
    ...options,
    keepAlive: false,
    denyIPAddressList: [azurePlatform],
    rejectUnauthorized: true,
  });

/** The agent's refusals carry no code, only these words. */
export const isRefusedAddress = (error: unknown): boolean =>
  error instanceof Error && /^DNS lookup .* is not allowed/.test(error.message);
