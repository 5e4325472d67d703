import type { LinkSummary } from "../../domain/listing";
import type { FeedEvent } from "../../domain/publishing";
import { acceptInvitation, consent, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

let product: Product;
beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Page {
  readonly links: LinkSummary[];
  readonly continuation: string | null;
}
const read = async <T>(path: string, headers = {}): Promise<T> => {
  const response = await product.call("GET", path, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as T;
};
const list = (query: string, headers = {}) => read<Page>(`/api/v1/links${query}`, headers);
const feed = (query = "") =>
  read<{ events: FeedEvent[]; cursor: string }>(`/api/v1/events${query}`);
const search = async (body: unknown) => product.call("POST", "/api/v1/links/search", { body });
const codeOf = async (response: Response) =>
  `${String(response.status)} ${((await response.json()) as { code: string }).code}`;

describe("a link that is followed by lists and feeds", () => {
  let id = "";
  beforeAll(async () => {
    ({ id } = await product.post(contosoRequest(product.sandbox)));
  });

  it("is found by ticket, directory, status and whom it waits for", async () => {
    for (const query of [
      "",
      "?ticket=CHG-4711",
      "?directory=contoso.onmicrosoft.com",
      "?directory=CONTOSO.onmicrosoft.com&status=awaitingConsent&waitingOn=administrator",
    ])
      expect((await list(query)).links.map((link) => link.id)).toEqual([id]);
    for (const query of ["?ticket=CHG-1", "?status=completed", "?waitingOn=operator"])
      expect(await list(query)).toEqual({ links: [], continuation: null });
  });

  it("is found by an address in a body, never in a URL", async () => {
    for (const address of ["admin@contoso.onmicrosoft.com", "Partner.Ops@outlook.com"])
      expect(((await (await search({ address })).json()) as Page).links[0]?.id).toBe(id);
    const refused = await product.call("GET", "/api/v1/links?address=admin@contoso.example");
    expect(refused.status).toBe(400);
    expect(await refused.text()).toContain("address");
  });

  it("is in nobody else's list and feed", async () => {
    const headers = { "x-api-key": "other-key" };
    expect((await list("", headers)).links).toEqual([]);
    expect((await read<{ events: unknown[] }>("/api/v1/events", headers)).events).toEqual([]);
    const events = await product.call("GET", `/api/v1/links/${id}/events`, { headers });
    expect(await codeOf(events)).toBe("404 not_found");
  });

  it("moves through the lists to its end, with its milestones, and its feed has no gap", async () => {
    await consent(product.sandbox);
    await product.idle();
    expect((await list("?status=awaitingConsent")).links).toEqual([]);
    expect((await list("?waitingOn=account")).links.map((link) => link.id)).toEqual([id]);
    await acceptInvitation(product.sandbox);
    await product.idle();
    await signOff(product.sandbox);
    await product.idle();
    const [done] = (await list("?status=completed&waitingOn=nobody")).links;
    const { milestones } = done ?? { milestones: {} };
    expect(Object.values(milestones)).not.toContain(null);
    await product.later({ seconds: 15 });
    const events = await read<{ events: FeedEvent[]; lastSeq: number }>(
      `/api/v1/links/${id}/events`,
    );
    expect(events.events.map((event) => event.seq)).toEqual(
      Array.from({ length: events.lastSeq }, (_, index) => index + 1),
    );
    const told = (await feed("?top=100")).events.filter((event) => event.link === id);
    expect([...new Set(told.map((event) => event.seq))]).toEqual(
      events.events.map((event) => event.seq),
    );
  });

  it("is told once to who goes on from the cursor", async () => {
    const first = await feed("?top=3");
    const second = await feed(`?top=100&after=${first.cursor}`);
    expect(first.events).toHaveLength(3);
    expect(second.events[0]?.seq).toBe(4);
    expect((await feed(`?after=${second.cursor}`)).events).toEqual([]);
  });

  it.each([
    ["/api/v1/links?continuation=nonsense", "400 invalid_cursor"],
    ["/api/v1/events?after=nonsense", "400 invalid_cursor"],
    ["/api/v1/links?status=lost", "400 invalid_request"],
    ["/api/v1/links?top=101", "400 invalid_request"],
    ["/api/v1/links?top=0", "400 invalid_request"],
    ["/api/v1/links?sort=asc", "400 invalid_request"],
    ["/api/v1/links?top=5&top=6", "400 invalid_request"],
  ])("refuses %s with %s", async (path, expected) => {
    expect(await codeOf(await product.call("GET", path))).toBe(expected);
  });

  it("refuses a search without an address", async () => {
    expect(await codeOf(await search({}))).toBe("400 invalid_request");
    expect(await codeOf(await search({ address: "not one" }))).toBe("400 invalid_request");
  });
});
