import type { Link } from "../../domain/link";
import type { Reader } from "../../domain/mailedToken";
import type { Decision } from "../../domain/wait";
import { writeback } from "../../functions/mailedLink";
import { createWritebackForm } from "../../functions/writebackForm";
import { createWritebackPage } from "../../functions/writebackPage";
import { aLink, aWait } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { aPress, aVisit, doorstep, hashOf, tokenOf } from "./doorstep";

const base = aLink({
  status: "awaitingWriteback",
  writeback: { ...aLink().writeback, state: "awaitingPerson" },
});
const wait = aWait({
  n: 3,
  what: "writeback",
  tokenHash: hashOf(base, 3),
  accountTokenHash: hashOf(base, 3, "account"),
});
const asking: Link = { ...base, wait };
const answered = (type: Decision["type"], changes: Partial<Link> = {}): Link => ({
  ...base,
  wait: null,
  pastWaits: [{ ...wait, decision: { type, at: testNow, by: "account" } }],
  ...changes,
});
const readers: Reader[] = ["administrator", "account"];

function stage(link: Link) {
  const step = doorstep(link);
  const visit = (reader: Reader) => ({ page: writeback, token: tokenOf(link, 3, reader) });
  return {
    ...step,
    look: (reader: Reader = "administrator", query = "") =>
      step.open(createWritebackPage(step.ports), aVisit(link, visit(reader), query)),
    press: (action: string, reader: Reader = "administrator") =>
      step.open(createWritebackForm(step.ports), aPress(link, visit(reader), { action })),
  };
}

describe("the page with the steps for write-back", () => {
  it.each(readers)("asks the %s to sign off or to say no, and changes nothing", async (reader) => {
    const { look, nothingHappened } = stage(asking);
    const { status, body } = await look(reader);
    expect(status).toBe(200);
    const buttons = [...String(body).matchAll(/name="action" value="(\w+)"/g)].map(
      ([, one]) => one,
    );
    expect(buttons).toEqual(["signOff", "notDone"]);
    nothingHappened();
  });

  it("shows the steps for the server that was chosen, and for no made-up one", async () => {
    const { look } = stage(asking);
    const body = async (query: string) => String((await look("administrator", query)).body);
    const plain = await body("");
    expect(await body("&server=cloud")).not.toBe(await body("&server=connect"));
    for (const odd of ["&server=other", "&server=cloud&server=connect"])
      expect(await body(odd)).toBe(plain);
  });

  it("asks nobody any more once one of them answered", async () => {
    const signed = answered("signedOff", {
      writeback: {
        ...base.writeback,
        state: "signedOff",
        signedOff: { by: "account", at: testNow },
      },
    });
    for (const link of [signed, answered("notDone"), answered("expired")])
      for (const reader of readers) {
        const { status, body } = await stage(link).look(reader);
        expect(status).toBe(200);
        expect(String(body)).not.toContain('name="action"');
      }
  });
});

describe("the answer about write-back", () => {
  it.each([
    ["administrator", "signOff", "signedOff"],
    ["account", "signOff", "signedOff"],
    ["administrator", "notDone", "notDone"],
    ["account", "notDone", "notDone"],
  ] as const)("of the %s: %s decides %s and wakes the run", async (reader, action, type) => {
    const { links, engine, press } = stage(asking);
    const { status, headers } = await press(action, reader);
    expect([status, headers]).toMatchObject([303, { location: `/writeback?id=${base.id}` }]);
    expect(links.row().wait?.decision).toEqual({ type, at: testNow, by: reader });
    expect(engine.woken).toEqual([`${base.id} 3`]);
  });

  it("is the first one: the other person then hears that it is answered", async () => {
    const { links, engine, press } = stage(asking);
    await press("notDone", "account");
    expect((await press("signOff")).status).toBe(410);
    expect(links.row().wait?.decision?.type).toBe("notDone");
    expect(engine.woken).toHaveLength(1);
  });

  it.each<[string, Link, string, number]>([
    ["for a button that there is none of", asking, "signedOff", 400],
    ["for no button", asking, "", 400],
    ["to a question that expired", answered("expired"), "signOff", 410],
    ["while the access is being ended", answered("ending", { status: "ending" }), "signOff", 410],
  ])("is refused %s, and nothing happens", async (_what, link, action, status) => {
    const { press, nothingHappened } = stage(link);
    expect((await press(action)).status).toBe(status);
    nothingHappened();
  });
});
