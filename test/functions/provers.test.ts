import { codes, type Code } from "../../domain/errors";
import type { Link } from "../../domain/link";
import type { SignedIn } from "../../domain/microsoftPorts";
import { globalAdministrator, privilegedRoleAdministrator } from "../../domain/roles";
import { Refused } from "../../functions/page";
import { proveAdministrator } from "../../functions/proveAdministrator";
import { isProven, markBrowser } from "../../functions/provenBrowser";
import { refusalFor } from "../../functions/refusalFor";
import { refusals } from "../../views/pages/refusals";
import { aCaller, aLink, aWait } from "../support/aLink";
import { aGuestId, fakeDirectory } from "../support/fakesDirectory";
import { aGet } from "../support/fakesHttp";
import { testNow } from "../support/fakesLinks";
import { anotherRole, someone } from "../support/fakesStages";
import { aSignedIn, keys } from "./doorstep";

const link = aLink();
const needed = ["User.Read.All", "User.Invite.All"];

describe("proveAdministrator", () => {
  const back = {
    link,
    caller: aCaller(),
    tenantId: someone.tenantId,
    againUrl: "/consent?id=x",
  } as Parameters<typeof proveAdministrator>[0];
  const prove = (changes: Partial<SignedIn>) =>
    proveAdministrator(back, aSignedIn({ scopes: needed, ...changes }), { scopes: needed });
  const refusalOf = async (changes: Partial<SignedIn>): Promise<Refused> => {
    try {
      await prove(changes);
    } catch (error) {
      if (error instanceof Refused) return error;
      throw error;
    }
    throw new Error("it was let through");
  };

  it.each([globalAdministrator, privilegedRoleAdministrator])(
    "takes a $name of the right directory who granted everything",
    async ({ templateId }) => {
      const scopes = ["Extra.One", ...needed];
      const roles = [anotherRole, templateId];
      expect(await prove({ roles, scopes })).toBe("refresh-secret");
    },
  );

  it("asks Graph where the token does not say which roles there are", async () => {
    const { directory, calls, facts } = fakeDirectory();
    expect(await prove({ roles: null, directory })).toBe("refresh-secret");
    facts.ownRoles = [anotherRole];
    expect((await refusalOf({ roles: null, directory })).code).toBe("not_an_administrator");
    expect(calls.filter(([name]) => name === "ownRoles")).toHaveLength(2);
  });

  it("believes an empty list of roles in the token, and asks Graph for none", async () => {
    const { directory, calls } = fakeDirectory();
    expect((await refusalOf({ roles: [], directory })).code).toBe("not_an_administrator");
    expect(calls).toEqual([]);
  });

  it("says to who held a role when they agreed that it has to be activated again", async () => {
    const signedIn = aSignedIn({ scopes: needed, roles: [] });
    const person = { ...someone, objectId: signedIn.objectId };
    const consent = { person, at: testNow, sessionId: "s" };
    const agreed = { ...back, link: aLink({ consent }) };
    const refused = proveAdministrator(agreed, signedIn, { scopes: needed });
    await expect(refused).rejects.toMatchObject({
      code: "role_not_active",
      about: { status: 403 },
    });
    const other = { ...consent, person: { ...person, objectId: aGuestId } };
    const elsewhere = { ...back, link: aLink({ consent: other }) };
    await expect(proveAdministrator(elsewhere, signedIn, { scopes: needed })).rejects.toMatchObject(
      {
        code: "not_an_administrator",
      },
    );
  });

  it("turns away another directory before anything else, and says which", async () => {
    const tenantId = "11200000-0000-4000-8000-000000000000" as SignedIn["tenantId"];
    const refused = await refusalOf({ tenantId, roles: [] });
    expect(refused.code).toBe("wrong_directory");
    expect(refused.about).toMatchObject({ status: 403, detail: { found: tenantId } });
  });

  it("names what was not granted, and takes no sign-in without a session", async () => {
    const refused = await refusalOf({ scopes: ["User.Invite.All"] });
    expect(refused.code).toBe("consent_incomplete");
    expect(refused.about).toMatchObject({ detail: { missing: ["User.Read.All"] } });
    expect((await refusalOf({ refreshToken: null })).code).toBe("consent_incomplete");
  });
});

describe("the browser that gave the proof", () => {
  const clock = { now: testNow };
  const ports = {
    keys,
    settings: { publicUrl: "https://link.example", appId: "app", paused: false },
    now: () => clock.now,
  };
  beforeEach(() => (clock.now = testNow));
  const marked = markBrowser(ports, link.id);
  const approved = (browserHash: string | undefined, at = testNow): Link => {
    const hash = browserHash === undefined ? {} : { browserHash };
    const decision = { type: "approved" as const, at, by: "administrator", ...hash };
    return aLink({ wait: null, pastWaits: [aWait({ decision })] });
  };
  const knows = (row: Link, cookie = `${marked.cookie.name}=${marked.cookie.value}`) =>
    isProven(ports, aGet("/consent", { cookie }), row);

  it("is known again by a cookie that no script reads; the row keeps its hash only", () => {
    expect(marked.cookie).toMatchObject({
      name: `__Host-dl-proof-${link.id}`,
      maxAge: 3600,
      httpOnly: true,
      secure: true,
    });
    expect(marked.hash).toBe(keys.sha256(marked.cookie.value));
    expect(knows(approved(marked.hash))).toBe(true);
  });

  it("is known for an hour, and not a moment longer", () => {
    clock.now = "2026-11-22T10:59:59.999Z";
    expect(knows(approved(marked.hash))).toBe(true);
    clock.now = "2026-11-22T11:00:00.000Z";
    expect(knows(approved(marked.hash))).toBe(false);
  });

  it("is no other browser, and no proof of another link or sign-in", () => {
    const other = markBrowser(ports, link.id);
    for (const cookie of [
      "",
      `${marked.cookie.name}=`,
      `${other.cookie.name}=${other.cookie.value}`,
      `${marked.cookie.name}=${marked.hash}`,
      `${marked.cookie.name}x=${marked.cookie.value}`,
      `${marked.cookie.name}=${marked.cookie.value}; ${marked.cookie.name}=${marked.cookie.value}`,
    ])
      expect([cookie, knows(approved(marked.hash), cookie)]).toEqual([cookie, false]);
    expect(knows(approved(other.hash))).toBe(false);
    expect(knows(approved(undefined))).toBe(false);
    expect(knows(aLink())).toBe(false);
  });

  it("counts for the last proof only", () => {
    const [first] = approved(marked.hash).pastWaits;
    const [second] = approved("another hash").pastWaits;
    const pastWaits = [first, second].flatMap((wait) => wait ?? []);
    expect(knows(aLink({ wait: null, pastWaits }))).toBe(false);
    expect(knows(aLink({ wait: null, pastWaits: pastWaits.toReversed() }))).toBe(true);
  });
});

describe("refusalFor", () => {
  const passing: Code[] = [
    ...(["graph_unavailable", "throttled_by_graph", "directory_unreachable"] as const),
    "keys_unavailable",
  ];

  it("is the page of the code where it has one, a later time for what passes, else a sign-in that could not be finished", () => {
    for (const code of Object.keys(codes) as Code[])
      if (!passing.includes(code))
        expect(refusalFor(code)).toBe(Object.hasOwn(refusals, code) ? code : "callback_refused");
    for (const code of passing) expect(refusalFor(code)).toBe("try_again_later");
    expect(refusalFor("not_an_administrator")).toBe("not_an_administrator");
    expect(refusalFor("graph_refused")).toBe("callback_refused");
  });
});
