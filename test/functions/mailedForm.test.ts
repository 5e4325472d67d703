import type { HttpRequest } from "@azure/functions";
import type { Link } from "../../domain/link";
import type { Decision } from "../../domain/wait";
import { closedBy, formToken, openForm, readForm } from "../../functions/mailedForm";
import { accept, consent, writeback, type MailedPage } from "../../functions/mailedLink";
import { Refused } from "../../functions/page";
import { aLink, aWait } from "../support/aLink";
import { aPost } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";
import { aPress, doorstep, hashOf, keys, tokenOf } from "./doorstep";

const form = "application/x-www-form-urlencoded";
const base = aLink();
const link = aLink({ wait: aWait({ tokenHash: hashOf(base, 1) }) });
const visit = { page: consent, token: tokenOf(base, 1) };

async function refusalOf(run: Promise<unknown>): Promise<[string, number]> {
  try {
    await run;
  } catch (error) {
    if (error instanceof Refused) return [error.code, error.about.status];
    throw error;
  }
  throw new Error("it was let through");
}

describe("readForm", () => {
  const read = (type: string, body = "a=1&a=2&b=%20x") =>
    readForm(aPost(body, { headers: { "content-type": type } }));

  it.each([form, `${form}; charset=UTF-8`, form.toUpperCase()])("reads %s", async (type) => {
    const fields = await read(type);
    expect([fields.getAll("a"), fields.get("b")]).toEqual([["1", "2"], " x"]);
  });

  it.each(["application/json", "text/plain", `${form}x`, "multipart/form-data", ""])(
    "does not read %j",
    async (type) => {
      expect(await refusalOf(read(type))).toEqual(["form_expired", 400]);
    },
  );

  it("reads at most 16 KiB", async () => {
    expect(await refusalOf(read(form, `a=${"x".repeat(16 * 1024)}`))).toEqual([
      "form_expired",
      400,
    ]);
  });
});

describe("closedBy", () => {
  const answered = (type: Decision["type"]) =>
    aWait({ decision: { type, at: testNow, by: "administrator" } });

  it("is nothing while the question is open", () => {
    expect(closedBy(link, link.wait ?? undefined)).toBeUndefined();
  });

  it.each([
    ["link_passed_on", answered("forwarded")],
    ["link_passed_on", answered("notMe")],
    ["already_decided", answered("approved")],
    ["link_expired", answered("expired")],
    ["link_replaced", aWait({ n: 9 })],
    ["link_replaced", undefined],
  ])("is %s for the question %#", (code, wait) => {
    const { wait: open, ...rest } = link;
    expect(closedBy({ ...rest, wait: null, pastWaits: wait ? [wait] : [] }, wait)).toBe(code);
    expect(closedBy({ ...link, wait: open }, wait)).toBe(code);
  });
});

describe("openForm", () => {
  const stage = (row: Link = link) => {
    const step = doorstep(row);
    const open = (request: HttpRequest, page: MailedPage = consent) =>
      openForm(step.ports, page, request);
    return { ...step, open };
  };

  it("opens the question with the fields of the form, for whom the mail was", async () => {
    const { open, nothingHappened } = stage();
    const opened = await open(aPress(link, visit, { action: "continue" }));
    expect(opened).toMatchObject({ link, wait: link.wait, reader: "administrator", proven: false });
    expect(opened.form.get("action")).toBe("continue");
    nothingHappened();
  });

  const signed = (page: MailedPage, cookie: string) => formToken(keys, page, { cookie, n: 1 });
  const earlier = formToken(keys, consent, { cookie: `${visit.token}~nonce`, n: 0 });
  const elsewhere = (site: string) => ({ ...visit, headers: { "sec-fetch-site": site } });

  it.each<[string, HttpRequest]>([
    ["without our sign", aPress(link, visit, { csrf: "" })],
    ["signed for another browser", aPress(link, visit, { csrf: signed(consent, "other") })],
    [
      "signed for another page",
      aPress(link, visit, { csrf: signed(accept, `${visit.token}~nonce`) }),
    ],
    ["signed for an earlier question", aPress(link, visit, { csrf: earlier })],
    ["sent from another site", aPress(link, elsewhere("cross-site"), {})],
    ["sent from a sibling of ours", aPress(link, elsewhere("same-site"), {})],
    ["typed into the address bar", aPress(link, elsewhere("none"), {})],
  ])("refuses a form %s, and nothing happens", async (_what, request) => {
    const { open, nothingHappened } = stage();
    expect(await refusalOf(open(request))).toEqual(["form_expired", 403]);
    nothingHappened();
  });

  it.each<[string, HttpRequest, string, number]>([
    ["another link's id", aPress(link, visit, { id: "b".repeat(26) }), "browser_mismatch", 403],
    ["no id", aPress(link, visit, { id: "" }), "not_found", 404],
    [
      "a token that we did not mail",
      aPress(link, { ...visit, token: tokenOf(base, 2) }, {}),
      "not_found",
      404,
    ],
    [
      "the account holder's token of the administrator's question",
      aPress(link, { ...visit, token: tokenOf(base, 1, "account") }, {}),
      "not_found",
      404,
    ],
  ])("refuses %s, and nothing happens", async (_what, request, code, status) => {
    const { open, nothingHappened } = stage();
    expect(await refusalOf(open(request))).toEqual([code, status]);
    nothingHappened();
  });

  it("refuses a question that the page does not ask", async () => {
    const { open, nothingHappened } = stage();
    const pressed = aPress(link, { ...visit, page: writeback }, {});
    expect(await refusalOf(open(pressed, writeback))).toEqual(["not_found", 404]);
    nothingHappened();
  });

  it("refuses an answer at the deadline, and to a question that is closed", async () => {
    const late = stage();
    late.clock.now = aWait().deadline;
    expect(await refusalOf(late.open(aPress(link, visit, {})))).toEqual(["link_expired", 410]);
    const decision = { type: "declined" as const, at: testNow, by: "administrator" };
    const past = { ...link, wait: null, pastWaits: [{ ...aWait(), ...link.wait, decision }] };
    const closed = stage(past);
    expect(await refusalOf(closed.open(aPress(link, visit, {})))).toEqual(["already_decided", 410]);
    for (const { nothingHappened } of [late, closed]) nothingHappened();
  });
});
