import { createTellTicket } from "../../activities/tellTicket";
import { withEvent } from "../../domain/changes";
import { LinkError } from "../../domain/errors";
import type { LinkEvent } from "../../domain/link";
import { aLink, aRequest } from "../support/aLink";
import { fakeLinks, testNow } from "../support/fakesLinks";
import { failureOf, fakeTicketProgress } from "../support/fakesStorage";

const callbackUrl = "https://tickets.example/hooks/CHG-4711";
const request = aRequest({ ticket: { id: "CHG-4711", callbackUrl } });

interface Posted {
  readonly url: string;
  readonly id: string;
  readonly body: Record<string, unknown>;
}

async function stage(types: readonly string[], link = aLink({ request, lastSeq: 0 })) {
  const links = fakeLinks(link);
  const data: LinkEvent["data"] = { code: "graph_refused" };
  for (const type of types) await links.change(link.id, (row) => withEvent(row, type, data));
  const progress = fakeTicketProgress();
  const posted: Posted[] = [];
  const hook = { down: false, refuse: undefined as string | undefined };
  const tell = createTellTicket({
    links,
    progress,
    publicUrl: "https://link.example",
    hook: {
      post: (url, id, body) => {
        const seen = { url, id, body: body as Posted["body"] };
        if (hook.down || seen.body["type"] === hook.refuse)
          return Promise.reject(
            new LinkError({ code: "ticket_not_reached", class: "final" }, "down"),
          );
        return Promise.resolve(void posted.push(seen));
      },
    },
  });
  return { links, progress, posted, hook, run: () => tell({ linkId: link.id }) };
}
const typesOf = (posted: readonly Posted[]) => posted.map(({ body }) => body["type"]);
const wire = (type: string) => `directory-link.${type}.v1`;

describe("tellTicket", () => {
  it("tells every event in order, as CloudEvents with the link's state", async () => {
    const { links, posted, run } = await stage(["a", "b"]);
    await run();
    const { id } = links.row();
    expect(posted).toHaveLength(2);
    expect(posted[0]).toEqual({
      url: callbackUrl,
      id: `${id}.1`,
      body: {
        specversion: "1.0",
        id: `${id}.1`,
        type: wire("a"),
        source: `https://link.example/api/v1/links/${id}`,
        time: testNow,
        sequence: "1",
        datacontenttype: "application/json",
        data: {
          link: id,
          ticket: { id: "CHG-4711" },
          status: "awaitingConsent",
          waitingOn: "administrator",
          nextAction: "The administrator opens the mailed link and decides",
          code: "graph_refused",
        },
      },
    });
    expect(posted[1]?.id).toBe(`${id}.2`);
  });

  it("tells each event once where the ticket listens", async () => {
    const { links, posted, run } = await stage(["a", "b"]);
    await run();
    await run();
    expect(typesOf(posted)).toEqual([wire("a"), wire("b")]);
    await links.change(links.row().id, (row) => withEvent(row, "c"));
    await run();
    expect(typesOf(posted)).toEqual(["a", "b", "c"].map(wire));
  });

  it("stops at the first event that is not accepted and goes on there the next time", async () => {
    const { progress, posted, hook, run } = await stage(["a", "b", "c"]);
    hook.refuse = wire("b");
    expect(await failureOf(run())).toMatchObject({ code: "ticket_not_reached" });
    expect(typesOf(posted)).toEqual([wire("a")]);
    expect(progress.seq).toBe(1);
    hook.refuse = undefined;
    await run();
    expect(typesOf(posted)).toEqual(["a", "b", "c"].map(wire));
  });

  it("tells an event again, under the same id, where it could not note that it was told", async () => {
    const { links, progress, posted, run } = await stage(["a"]);
    const { tell } = progress;
    progress.tell = () => Promise.reject(new Error("the process died"));
    await expect(run()).rejects.toThrow("died");
    progress.tell = tell;
    await run();
    expect(posted.map(({ id }) => id)).toEqual([`${links.row().id}.1`, `${links.row().id}.1`]);
  });

  it("tells nothing personal: no address, no name, no reason", async () => {
    const { posted, run } = await stage(["a", "b"]);
    await run();
    expect(JSON.stringify(posted.map(({ body }) => body))).not.toMatch(
      /@|Contoso IT|Partner operations|write-back"|outlook/,
    );
  });

  it("has nobody to tell where the request names no callback", async () => {
    const { posted, run } = await stage(["a"], aLink({ lastSeq: 0 }));
    await run();
    expect(posted).toEqual([]);
  });
});
