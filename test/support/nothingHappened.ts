import { endInstanceId } from "../../domain/contract";
import { linkId } from "../../domain/ids";
import type { SandboxPerson } from "../../local/sandbox/person";
import { writes } from "./facts";
import type { Product } from "./product";
import { sessionRows } from "./rows";

/** What must be as it was after an attack. */
interface Before {
  readonly status: string;
  readonly version: number;
  readonly raised: number;
  readonly written: number;
  readonly sessions: number;
  readonly told: number;
}

/** External events that reached the link's two runs. */
function raised({ host }: Product, id: string): number {
  const runs = [id, endInstanceId(linkId.parse(id))];
  return runs
    .flatMap((run) => host.engine.history(run))
    .filter((event) => "Name" in event && String(event["Name"]).startsWith("wake-")).length;
}

/** That the first press of Continue is noted is no change that anybody could want. */
async function presses(product: Product, id: string): Promise<number> {
  const response = await product.call("GET", `/api/v1/links/${id}/events`);
  const { events } = (await response.json()) as { events: { type: string }[] };
  return events.filter(({ type }) => type === "link.opened").length;
}

async function state(product: Product, id: string): Promise<Before> {
  await product.idle();
  const { status, version } = await product.link(id);
  return {
    status,
    version: version - (await presses(product, id)),
    raised: raised(product, id),
    written: writes(product.sandbox).length,
    sessions: (await sessionRows(id)).length,
    told: product.sandbox.tickets().length,
  };
}

interface Refusal {
  readonly status: number;
  /** The code at the end of a helping page; one of several where the order of checks is not the point. */
  readonly code?: string | readonly string[];
}

/** Runs one attack: it is refused by name, on a page that helps, and nothing whatever has changed. */
export async function refused(
  product: Product,
  id: string,
  { attack, by }: { attack: () => Promise<{ status: number; body: string }>; by: Refusal },
): Promise<{ status: number; body: string }> {
  const before = await state(product, id);
  const page = await attack();
  expect([page.status, page.body.slice(0, 200)]).toEqual([by.status, page.body.slice(0, 200)]);
  if (by.code) {
    expect(page.body).toContain("What you can do");
    const code = /give this code: <code>(\w+)<\/code>/.exec(page.body)?.[1];
    expect([by.code].flat()).toContain(code);
  }
  expect(await state(product, id)).toEqual(before);
  return page;
}

/** The `state` of the newest hop to one of Microsoft's pages. */
export const stateOf = (person: SandboxPerson, page = "/authorize"): string =>
  new URL(
    person.page.hops.findLast((url) => url.includes(page)) ?? "http://nowhere",
  ).searchParams.get("state") ?? "";

interface Attacked {
  readonly id: string;
  readonly link: string;
  readonly facts: string;
}

/** What attacks must not touch; consents at Microsoft stay, as they do there. */
const factsOf = ({ sandbox: { facts } }: Product): string =>
  JSON.stringify([
    facts.application.groupMembershipClaims,
    facts.tenants.map(({ users, roleAssignments, eligibleRoles }) => [
      users,
      roleAssignments,
      eligibleRoles,
    ]),
  ]);

/** One link for many attacks: made anew only after a test that did change something. */
export function untouchedLink(product: () => Product, make: () => Promise<string>) {
  let last: Attacked | undefined;
  const look = async (id: string): Promise<Attacked> => {
    await product().idle();
    return { id, link: JSON.stringify(await product().link(id)), facts: factsOf(product()) };
  };
  return async (): Promise<string> => {
    const now = last && (await look(last.id));
    if (last && now?.link === last.link && now.facts === last.facts) return last.id;
    last = await look(await make());
    return last.id;
  };
}
