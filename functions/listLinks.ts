import type { HttpRequest } from "@azure/functions";
import { LinkError } from "../domain/errors";
import { errorsOf } from "../domain/fieldErrors";
import { filterOf, listQuery, searchBody } from "../domain/listQuery";
import type { ListFilter, Listing } from "../domain/listing";
import type { Caller } from "../domain/ports";
import type { KnownCallers } from "../domain/publishing";
import { asApi, json, Problem } from "./api";
import { authenticate, requireRole, type CallerPorts } from "./authenticate";
import type { Door } from "./doors";
import { readJson } from "./linkRequestBody";
import { readQuery } from "./readQuery";

export interface ListPorts extends CallerPorts {
  readonly listing: Listing;
  readonly knownCallers: KnownCallers["knownCallers"];
}

async function readerOf(request: HttpRequest, ports: ListPorts): Promise<Caller> {
  const caller = await authenticate(request, ports);
  requireRole(caller, "Links.Read", "Links.Request", "Links.Operate");
  return caller;
}

/** Callers see their own links, operators those of all callers, of former ones too. */
const seenBy = async (caller: Caller, { knownCallers }: ListPorts): Promise<readonly string[]> =>
  caller.roles.includes("Links.Operate") ? knownCallers() : [caller.id];

interface Asked {
  readonly caller: Caller;
  readonly filter: ListFilter;
  readonly top: number;
  readonly continuation: string | undefined;
}

async function page(ports: ListPorts, { caller, filter, top, continuation }: Asked) {
  const callerIds = await seenBy(caller, ports);
  const found = await goodCursor(() =>
    ports.listing.page({ callerIds, filter, top, continuation: continuation ?? null }),
  );
  return json(200, { links: found.items, continuation: found.continuation });
}

/** A cursor that we did not give out is the caller's mistake. */
export async function goodCursor<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof LinkError) || error.code !== "invalid_cursor") throw error;
    throw new Problem(400, "invalid_cursor", {
      detail:
        "Begin again without it, or send what the page before gave you, with the same filters.",
    });
  }
}

/** `GET /api/v1/links`: newest first; every filter that is given has to hold. */
export const createListLinks = (ports: ListPorts): Door =>
  asApi(async (request) => {
    const caller = await readerOf(request, ports);
    const query = readQuery(request, listQuery);
    return page(ports, {
      ...query,
      caller,
      filter: filterOf(query),
      continuation: query.continuation,
    });
  });

/** `POST /api/v1/links/search`: the links that an address has to do with. */
export const createSearchLinks = (ports: ListPorts): Door =>
  asApi(async (request) => {
    const caller = await readerOf(request, ports);
    const parsed = searchBody.safeParse(await readJson(request), { reportInput: true });
    if (!parsed.success)
      throw new Problem(400, "invalid_request", {
        detail: "Correct the fields named in errors.",
        errors: errorsOf(parsed.error),
      });
    const { address, top, continuation } = parsed.data;
    return page(ports, { caller, filter: { address }, top, continuation });
  });
