import { parseLinkRequest } from "../../../domain/request";
import { fieldsOf, refusalOf, requestOf, sensibleFields } from "../../../local/portal/ticketForm";

const hooks = "http://127.0.0.1:7072/tickets/hooks";

describe("the ticketing system's form", () => {
  it("is filled in so that the app takes it at once", () => {
    const parsed = parseLinkRequest(requestOf(sensibleFields("CHG-4711"), hooks));
    expect(parsed).toMatchObject({ ok: true });
  });

  it("sends what was typed, also what is wrong", () => {
    const typed = new URLSearchParams({ ...sensibleFields("CHG 1"), directory: "not a domain" });
    typed.delete("writeback");
    const request = requestOf(fieldsOf(typed), hooks);
    expect(request).toMatchObject({
      directory: "not a domain",
      passwordWriteback: false,
      ticket: { id: "CHG 1", callbackUrl: `${hooks}/CHG%201` },
    });
  });

  it("asks for an end date and for roles to activate only where that was chosen", () => {
    const plain = requestOf(sensibleFields("CHG-1"), hooks);
    expect(plain).toMatchObject({ assignment: "active", passwordWriteback: true });
    expect(plain).not.toHaveProperty("accessUntil");
    const chosen = { ...sensibleFields("CHG-1"), until: "2027-03-31", assignment: "eligible" };
    const request = requestOf(chosen, hooks);
    expect(request).toMatchObject({ accessUntil: "2027-03-31T23:59:59Z", assignment: "eligible" });
    expect(parseLinkRequest(request)).toMatchObject({ ok: true });
    const wrong = parseLinkRequest(requestOf({ ...chosen, until: "soon" }, hooks));
    const { byField } = refusalOf(400, { errors: wrong.ok ? [] : wrong.errors });
    expect(Object.keys(byField)).toEqual(["until"]);
  });

  it("puts the app's errors beside the fields they belong to", () => {
    const bad = { ...sensibleFields(""), directory: "x", account: "a+b@c.example", reason: "" };
    const parsed = parseLinkRequest(requestOf(bad, hooks));
    const errors = parsed.ok ? [] : parsed.errors;
    const refusal = refusalOf(400, { title: "the request is not valid", errors });
    expect(Object.keys(refusal.byField).sort()).toEqual([
      "account",
      "directory",
      "reason",
      "ticket",
    ]);
    expect(refusal.others).toEqual([]);
  });

  it("loses no error that belongs to no field", () => {
    const errors = [{ pointer: "/ticket/callbackUrl", message: "is on a host we do not know" }];
    expect(refusalOf(400, { errors })).toMatchObject({
      byField: {},
      others: ["/ticket/callbackUrl is on a host we do not know"],
    });
  });
});
