import { HttpRequest } from "@azure/functions";
import { callTrace, noteLink, traced } from "../../adapters/callTrace";
import type { CallRecord } from "../../domain/callRecords";
import type { CallsMade } from "../../domain/telemetry";
import { asApi, json, Problem } from "../../functions/api";
import type { Door } from "../../functions/doors";
import { noteDoor } from "../../functions/doorNotes";
import { createObservedDoor } from "../../functions/observedDoor";
import { asPage, Refused, seeOther } from "../../functions/page";
import type { RegisteredDoor } from "../../functions/registeredDoor";
import { aLink } from "../support/aLink";
import { aContext } from "../support/fakesHttp";

const { id: linkId } = aLink();
const called = { host: "graph.example", method: "GET", path: "/v1.0/me", template: "/v1.0/me" };
const askMicrosoft = () =>
  traced(called, () => Promise.resolve(new Response("{}", { headers: { "request-id": "abc-1" } })));

function stage(handler: Door, door: Partial<RegisteredDoor> = {}) {
  const kept: [string, readonly CallRecord[]][] = [];
  const context = aContext();
  const records = {
    add: (id: string, calls: readonly CallRecord[]) => Promise.resolve(void kept.push([id, calls])),
  };
  const told: CallsMade[] = [];
  const telemetry = { calls: (made: CallsMade) => void told.push(made) };
  const registered: RegisteredDoor = {
    ...{ name: "cancelLink", methods: ["POST"], route: "api/v1/links/{id}/cancel", handler },
    ...door,
  };
  const { handler: observed } = createObservedDoor({ trace: callTrace, records, telemetry })(
    registered,
  );
  const visit = (method: "GET" | "POST" = "POST") => {
    const url = `https://link.example/api/v1/links/${linkId}/cancel?t=secret-token`;
    return observed(new HttpRequest({ method, url, headers: { "x-api-key": "key" } }), context);
  };
  const lines = () => context.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { visit, lines, kept, told, context };
}

describe("an observed door", () => {
  it("says in one line what it decided, for which link and caller", async () => {
    const { visit, lines } = stage((request) => {
      noteDoor(request, { caller: "helpdesk" });
      noteLink(linkId);
      return Promise.resolve(json(200, {}));
    });
    expect((await visit()).status).toBe(200);
    expect(lines()).toEqual([
      {
        ...{ event: "door", door: "cancelLink", method: "POST", status: 200, caller: "helpdesk" },
        ...{ route: "/api/v1/links/{id}/cancel", linkId, requestIds: [] },
        durationMs: expect.any(Number) as number,
      },
    ]);
  });

  it("says nothing of reading that went well", async () => {
    const { visit, context } = stage(() => Promise.resolve(json(200, {})));
    await visit("GET");
    expect(context.logged).toEqual([]);
  });

  it("says why it refused, an API call or a page, and not what was tried", async () => {
    const api = stage(
      asApi(() => {
        throw new Problem(409, "not_in_this_state", { detail: "admin@contoso.example" });
      }),
    );
    const page = stage(
      asPage(() => {
        throw new Refused("link_expired", { status: 410 });
      }),
    );
    await api.visit("GET");
    await page.visit("GET");
    expect(api.lines()).toMatchObject([{ status: 409, code: "not_in_this_state" }]);
    expect(page.lines()).toMatchObject([{ status: 410, code: "link_expired" }]);
    expect([...api.context.logged, ...page.context.logged].join()).not.toMatch(/contoso|secret/);
  });

  it("tells of a callback although it is read with GET, and keeps its calls as evidence", async () => {
    const { visit, lines, kept, told } = stage(
      async () => {
        noteLink(linkId);
        await askMicrosoft();
        return seeOther("/consent");
      },
      { name: "consentCallback", route: "consent/callback" },
    );
    await visit("GET");
    expect(lines()).toMatchObject([{ route: "/consent/callback", requestIds: ["abc-1"] }]);
    expect(told).toMatchObject([{ linkId, step: "consentCallback", calls: [called] }]);
    expect(kept).toMatchObject([[linkId, [{ step: "consentCallback", path: "/v1.0/me" }]]]);
  });

  it("keeps the calls of a door that was opened for a link and wrote nothing", async () => {
    const { visit, lines, kept, told } = stage(async (request) => {
      noteDoor(request, { linkId });
      await askMicrosoft();
      return json(409, {});
    });
    await visit();
    expect(lines()).toMatchObject([{ linkId, status: 409 }]);
    expect(told).toMatchObject([{ linkId }]);
    expect(kept).toMatchObject([[linkId, [{ step: "cancelLink" }]]]);
  });

  it("keeps nothing of calls that were made for no link", async () => {
    const { visit, kept } = stage(async () => {
      await askMicrosoft();
      return json(422, {});
    });
    await visit();
    expect(kept).toEqual([]);
  });
});
