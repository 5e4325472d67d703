import { readFileSync } from "node:fs";
import type { LinkView } from "../../domain/linkView";
import { createPerson } from "../../local/sandbox/person";
import { description } from "../support/described";
import { guestRoles, guests, subjects, tenant } from "../support/facts";
import { linkedInContoso } from "../support/linked";
import {
  acceptInvitation,
  consent,
  endAccess,
  linkTo,
  mailedLink,
  signOff,
} from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = "admin@contoso.onmicrosoft.com";
const holder = "partner.ops@outlook.com";
const day = 24 * 60 * 60 * 1000;

describe("what callers may do with a link", () => {
  let product: Product;
  let id = "";
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterEach(async () => {
    await product.call("POST", `/api/v1/links/${id}/cancel`);
    await product.idle();
  });
  afterAll(() => product.close());

  const act = async (action: string, body?: unknown) => {
    const answer = await product.call("POST", `/api/v1/links/${id}/${action}`, { body });
    await product.idle();
    return answer;
  };
  const events = async () => {
    const answer = await product.call("GET", `/api/v1/links/${id}/evidence`);
    const { timeline } = (await answer.json()) as {
      timeline: { type: string; data: Record<string, unknown> }[];
    };
    return timeline;
  };
  const ask = async (changes: Record<string, unknown> = {}) => {
    ({ id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, passwordWriteback: false, ...changes }),
    ));
  };

  it("a mail sent once more has a new link and the same deadline; the older link is dead", async () => {
    await ask();
    const { expiresAt } = await product.link(id);
    const old = mailedLink(product.sandbox, administrator);
    await product.later({ days: 2 });
    expect((await act("resend", { reason: "They deleted it" })).status).toBe(202);
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent", expiresAt });
    const fresh = mailedLink(product.sandbox, administrator);
    expect(fresh).not.toBe(old);

    const person = createPerson(product.sandbox, "grace");
    await person.visit(old);
    expect(person.page.status).toBe(410);
    expect(person.page.body).toContain("There is a newer mail");
    expect(person.page.forms).toEqual([]);
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
    expect((await events()).find(({ type }) => type === "link.resent")?.data).toEqual({
      by: "northwind-tickets",
    });
  });

  it("a repeat within a minute mails nobody, and after ten times nobody is mailed any more", async () => {
    await ask();
    const mails = subjects(product.sandbox, administrator).length;
    const answers: number[] = [];
    for (let turn = 0; turn < 11; turn++) {
      answers.push((await act("resend")).status, (await act("resend")).status);
      await product.later({ seconds: 61 });
    }
    expect(answers.slice(0, 20)).toEqual(Array(20).fill(202));
    expect(answers.slice(20)).toEqual([409, 409]);
    expect(subjects(product.sandbox, administrator)).toHaveLength(mails + 10);
    expect((await product.link(id)).allowedActions).toEqual(["cancel", "administrator", "extend"]);
  });

  it("is sent once more also to the holder of the account, and to both about write-back", async () => {
    await ask({ passwordWriteback: true });
    await consent(product.sandbox);
    await product.idle();
    await act("resend");
    expect(subjects(product.sandbox, holder)).toHaveLength(2);
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
    const old = linkTo(product.sandbox, holder, "/writeback");
    await act("resend");
    expect(linkTo(product.sandbox, holder, "/writeback")).not.toBe(old);
    await signOff(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed" });
  });

  it("is sent once more while the end is asked for, and ends by the new link", async () => {
    id = await linkedInContoso(product);
    await act("end");
    const mails = subjects(product.sandbox, administrator).length;
    await act("resend");
    expect(subjects(product.sandbox, administrator)).toHaveLength(mails + 1);
    await endAccess(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ended" });
    expect(guests(product.sandbox)).toEqual([]);
  });

  it("a deadline that was moved holds: reminders anew, no end at the old one, an end at the new one", async () => {
    await ask();
    const { expiresAt } = await product.link(id);
    const until = new Date(Date.parse(expiresAt ?? "") + 10 * day).toISOString();
    await product.later({ days: 6 });
    const before = subjects(product.sandbox, administrator).length;
    expect((await act("extend", { days: 10, reason: "They are on leave" })).status).toBe(202);
    expect((await act("extend", { days: 10 })).status).toBe(202);
    const link = await product.link(id);
    expect(link.expiresAt).toBe(until);
    expect(Date.parse(link.nextReminderAt ?? "")).toBeGreaterThan(product.clock.now().getTime());
    for (let turn = 0; turn < 10; turn++) await product.later({ days: 1 });
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
    expect(subjects(product.sandbox, administrator)).toHaveLength(before + 3);
    await product.later({ days: 1, seconds: 5 });
    expect(await product.link(id)).toMatchObject({ status: "expired" });
    expect((await events()).filter(({ type }) => type === "link.extended")).toMatchObject([
      { data: { by: "northwind-tickets", days: 10, until } },
    ]);
  });

  it("the same days within a minute are added once, which the answer shows; a minute later they are more", async () => {
    await ask();
    const extended = async () => (await (await act("extend", { days: 60 })).json()) as LinkView;
    const { expiresAt, version } = await extended();
    expect(await extended()).toMatchObject({ expiresAt, version });
    await product.later({ seconds: 60 });
    const until = new Date(Date.parse(expiresAt ?? "") + 60 * day).toISOString();
    expect(await extended()).toMatchObject({ expiresAt: until });
    for (const text of [readFileSync("docs/api.md", "utf8"), JSON.stringify(description)])
      expect(text.replaceAll(/\s+/g, " ")).toMatch(/[Tt]he same `days` [^.]* within a minute/);
  });

  it("no deadline goes past the day on which the access ends, or 180 days further", async () => {
    await ask({ accessUntil: new Date(product.clock.now().getTime() + 30 * day).toISOString() });
    const { version, expiresAt } = await product.link(id);
    const tooFar = await act("extend", { days: 20 });
    expect(tooFar.status).toBe(400);
    expect(JSON.stringify(await tooFar.json())).toContain("/days");
    expect(await product.link(id)).toMatchObject({ version, expiresAt });
    await act("cancel");
    await ask();
    for (const days of [60, 59, 58]) expect((await act("extend", { days })).status).toBe(202);
    expect((await act("extend", { days: 4 })).status).toBe(400);
    expect((await act("extend", { days: 3 })).status).toBe(202);
    expect((await act("extend", { days: 1 })).status).toBe(409);
  });

  it("another administrator is named while one is asked to sign in again; the old session is gone", async () => {
    await ask();
    await consent(product.sandbox);
    await product.idle();
    const grace = tenant(product.sandbox).users.find((user) => user.personId === "grace");
    product.clock.advance(1000);
    if (grace) grace.signInSessionsValidFromDateTime = product.clock.now().toISOString();
    product.clock.advance(1000);
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingAdministrator" });
    await act("resend");
    expect(await product.link(id)).toMatchObject({
      status: "awaitingAdministrator",
      parked: { step: "confirmAccount" },
    });
    expect(await sessionRows(id)).toHaveLength(1);
    expect((await act("administrator", { email: "second@contoso.com" })).status).toBe(202);
    expect(await sessionRows(id)).toEqual([]);
    await consent(product.sandbox, "second@contoso.com");
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "completed", parked: null });
    expect(guestRoles(product.sandbox)).toHaveLength(1);
  });

  it("a mail that is refused shows in the link, whose end is asked for all the same", async () => {
    id = await linkedInContoso(product);
    product.sandbox.setFault({
      method: "POST",
      path: "sendMail",
      status: 403,
      code: "ErrorAccessDenied",
      message: "no",
    });
    await act("end");
    expect(await product.link(id)).toMatchObject({
      status: "ending",
      mailRefused: { mail: "askEnd" },
    });
    await act("resend");
    expect(await product.link(id)).toMatchObject({ status: "ending", mailRefused: null });
    await endAccess(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "ended" });
  });
});
