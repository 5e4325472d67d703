import { earliestEnd } from "../../domain/earliestEnd";
import { parseLinkRequest, storedRequest, type LinkRequest } from "../../domain/request";
import { globalAdministrator, passwordWritebackRoles } from "../../domain/roles";

const least = {
  directory: "contoso.onmicrosoft.com",
  administrator: { email: "admin@contoso.onmicrosoft.com" },
  account: { email: "partner.ops@outlook.com" },
  reason: "Turn on password write-back",
};

function accepted(changes: Record<string, unknown> = {}): LinkRequest {
  const parsed = parseLinkRequest({ ...least, ...changes });
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.errors));
  return parsed.request;
}

describe("a link request", () => {
  it("needs a directory, two addresses and a reason; everything else has a default", () => {
    expect(accepted()).toEqual({
      ...least,
      administrator: { email: "admin@contoso.onmicrosoft.com", language: "en" },
      account: { email: "partner.ops@outlook.com", kind: "any", oneTimePasscode: false },
      access: [globalAdministrator.templateId],
      assignment: "active",
      accessUntil: null,
      passwordWriteback: false,
      setWritebackFlag: false,
      respondWithinDays: { consent: 7, signIn: 7, writeback: 14 },
    });
  });

  it("takes the whole example of the contract", () => {
    const request = accepted({
      administrator: { email: "admin@contoso.onmicrosoft.com", name: "Contoso IT", language: "en" },
      account: { email: "partner.ops@outlook.com", name: "Partner operations", kind: "microsoft" },
      access: "full",
      assignment: "eligible",
      accessUntil: "2027-01-31T00:00:00Z",
      passwordWriteback: true,
      setWritebackFlag: true,
      ticket: {
        id: "CHG-4711",
        url: "https://tickets.example/CHG-4711",
        callbackUrl: "https://tickets.example/hooks/links",
      },
      respondWithinDays: { consent: 7, signIn: 7, writeback: 14 },
    });
    expect(request.ticket?.callbackUrl).toBe("https://tickets.example/hooks/links");
    expect(request.account.kind).toBe("microsoft");
    expect(request).toMatchObject({ assignment: "eligible", setWritebackFlag: true });
  });

  it("writes domains and addresses in lower case and without spaces around them", () => {
    const request = accepted({
      directory: " Contoso.OnMicrosoft.com ",
      administrator: { email: " Admin@Contoso.OnMicrosoft.com" },
      account: { email: "Partner.Ops@Outlook.com " },
      reason: "  Turn it on  ",
    });
    expect(request.directory).toBe("contoso.onmicrosoft.com");
    expect(request.administrator.email).toBe("admin@contoso.onmicrosoft.com");
    expect(request.account.email).toBe("partner.ops@outlook.com");
    expect(request.reason).toBe("Turn it on");
  });

  it("fills in the days that are not given", () => {
    expect(accepted({ respondWithinDays: { consent: 1 } }).respondWithinDays).toEqual({
      consent: 1,
      signIn: 7,
      writeback: 14,
    });
    expect(accepted({ respondWithinDays: { consent: 60 } }).respondWithinDays.consent).toBe(60);
  });

  it.each([
    ["2027-01-31T00:00:00Z", "2027-01-31T00:00:00.000Z"],
    ["2027-01-31T01:00:00.5+02:00", "2027-01-30T23:00:00.500Z"],
    [null, null],
  ])("reads the end date %j as the moment %j, and reads what it stored the same", (text, at) => {
    const { accessUntil } = accepted({ accessUntil: text });
    expect(accessUntil).toBe(at);
    expect(storedRequest.parse(accepted({ accessUntil: text })).accessUntil).toBe(at);
  });

  it("lets access end only when everybody asked had their time to answer", () => {
    const respondWithinDays = { consent: 1, signIn: 2, writeback: 3 };
    const now = "2026-11-22T10:00:00.000Z";
    const end = (passwordWriteback: boolean) =>
      earliestEnd(accepted({ respondWithinDays, passwordWriteback }), now);
    expect(end(true)).toBe("2026-11-28T10:00:00.000Z");
    // Nobody is asked about write-back that nobody wants.
    expect(end(false)).toBe("2026-11-25T10:00:00.000Z");
  });

  it("knows a work account by its home tenant, in lower case", () => {
    const homeTenantId = "9A200000-0000-4000-8000-000000000000";
    const account = { email: "wanda@partner.example", kind: "work", homeTenantId };
    expect(accepted({ account }).account.homeTenantId).toBe(homeTenantId.toLowerCase());
  });

  it.each([
    ["full", [globalAdministrator.templateId]],
    ["passwordWriteback", passwordWritebackRoles.map((role) => role.templateId)],
    [{ roles: ["Global Reader"] }, ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"]],
    [{ roles: [" global READER "] }, ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"]],
    [{ roles: ["F2EF992C-3AFB-46B9-B7CF-A126EE74C451"] }, ["f2ef992c-3afb-46b9-b7cf-a126ee74c451"]],
    [
      { roles: ["Global Reader", "f2ef992c-3afb-46b9-b7cf-a126ee74c451", "Guest Inviter"] },
      ["f2ef992c-3afb-46b9-b7cf-a126ee74c451", "95e79109-95c0-4d8e-aee3-d01accf2d47b"],
    ],
  ])("reads the access %j as template ids, each once", (access, ids) => {
    expect(accepted({ access }).access).toEqual(ids);
  });

  it("takes texts up to their whole length, other alphabets and quotes with them", () => {
    expect(accepted({ reason: "x".repeat(200) }).reason).toHaveLength(200);
    expect(accepted({ ticket: { id: "y".repeat(100) } }).ticket?.id).toHaveLength(100);
    const name = "Größe & Söhne “IT” <北京> שלום";
    expect(accepted({ account: { email: "a@b.example", name } }).account.name).toBe(name);
  });

  it("takes an address with an apostrophe, as Entra does", () => {
    const account = { email: "o'neil@partner.example" };
    expect(accepted({ account }).account.email).toBe("o'neil@partner.example");
  });

  it("that was taken by earlier rules is read as it is stored", () => {
    const long = `https://t.example/${"x".repeat(1900)}`;
    const request = accepted({ ticket: { id: "1", url: `https://t.example/${"x".repeat(482)}` } });
    const old = {
      ...request,
      administrator: { ...request.administrator, name: "Con\u3164toso" },
      account: { ...request.account, name: "a\u{e0041}b" },
      reason: "Half \ud800",
      ticket: { id: "\u115f", url: long, callbackUrl: long },
    };
    expect(storedRequest.parse(old)).toEqual(old);
    expect(storedRequest.parse(request)).toEqual(request);
  });
});
