import { linkView } from "../../../domain/linkView";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import { globalAdministrator } from "../../../local/sandbox/roles";
import { tenantIds } from "../../../local/sandbox/ids";
import { readFacts } from "../../../local/stories/facts";
import { aLink } from "../../support/aLink";

describe("readFacts", () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.reset());

  const contosoLink = () => {
    const link = linkView(aLink());
    return {
      ...link,
      directory: { ...link.directory, tenantId: tenantIds.contoso },
    } as typeof link;
  };
  const hear = (...sequences: number[]) => {
    for (const sequence of sequences)
      sandbox.facts.tickets.push({
        id: String(sequence),
        at: "",
        path: "",
        headers: {},
        body: JSON.stringify({ type: "directory-link.link.x.v1", sequence: String(sequence) }),
      });
  };

  it("finds nothing in a directory where nothing happened", () => {
    expect(readFacts({ sandbox, link: contosoLink(), sessions: 0 })).toMatchObject({
      guests: "none",
      "roles of guests": "none",
      "changes made": "none",
      "consent left": "none",
      "sealed sessions": "0",
      "ticket heard last": "none",
      "events it missed": "none",
    });
  });

  it("counts a second guest and a second role", () => {
    const contoso = sandbox.facts.tenants.find((one) => one.id === tenantIds.contoso);
    const [member] = contoso?.users ?? [];
    if (!contoso || !member) throw new Error("Contoso has nobody");
    for (const id of ["g1", "g2"]) {
      contoso.users.push({ ...member, id, userType: "Guest", mail: `${id}@x.example` });
      contoso.roleAssignments.push({
        id,
        principalId: id,
        roleDefinitionId: globalAdministrator,
        directoryScopeId: "/",
        visibleFrom: "",
        endsAt: null,
      });
    }
    expect(readFacts({ sandbox, link: contosoLink(), sessions: 1 })).toMatchObject({
      guests: "2: g1@x.example, g2@x.example",
      "roles of guests": "2: Global Administrator, Global Administrator",
      "sealed sessions": "1",
    });
  });

  it("says how write-back stands, and what was taken back at the end", () => {
    const link = contosoLink();
    const signedOff = { by: "account", at: "2026-11-23T10:00:00.000Z" };
    const undone = [
      { what: "Role", result: "done" as const, how: null },
      { what: "Guest", result: "left" as const, how: "by hand" },
    ];
    expect(readFacts({ sandbox, link, sessions: 0 })).toMatchObject({
      "write-back": "planned",
      "taken back": "nothing",
    });
    const passwordWriteback = { ...link.passwordWriteback, state: "signedOff" as const, signedOff };
    const later = { ...link, passwordWriteback, undone };
    expect(readFacts({ sandbox, link: later, sessions: 0 })).toMatchObject({
      "write-back": "signedOff by account",
      "taken back": "done, left",
    });
  });

  it("names the events that a ticket did not hear; one heard twice is no fault", () => {
    hear(1, 2, 2, 5, 3);
    expect(readFacts({ sandbox, link: contosoLink(), sessions: 0 })).toMatchObject({
      "events it missed": "4",
    });
  });
});
