import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { SeenCall } from "../../../local/stories/callsBeyond";
import {
  loadMicrosoftTables,
  refusedByMicrosoft,
  type MicrosoftTables,
} from "../../../local/stories/microsoftTables";

const row = (least: string[], also: string[] = []) => ({ DelegatedWork: { least, also } });
const tables: MicrosoftTables = {
  permissions: {
    calls: {
      "POST /invitations": row(["User.Invite.All"], ["Directory.ReadWrite.All"]),
      "GET /users/{id}": row(["User.ReadBasic.All", "User.ReadWrite.All"]),
      "GET /me/transitivememberof": row(["User.Read"]),
    },
  },
  overrides: {
    calls: [{ call: "GET /users/{id}", properties: ["identities"], delegated: "User.Read.All" }],
  },
};
const refused = (method: string, path: string, ...scopes: string[]) => {
  const request: SeenCall = { at: "", method, path, scopes, token: "delegated", tenantId: "t" };
  return refusedByMicrosoft([request], tables);
};

describe("refusedByMicrosoft", () => {
  it("accepts the least permission and wider ones", () => {
    expect(refused("POST", "/v1.0/invitations", "User.Read", "User.Invite.All")).toEqual([]);
    expect(refused("POST", "/v1.0/invitations", "Directory.ReadWrite.All")).toEqual([]);
    const roles = "/v1.0/me/transitiveMemberOf/microsoft.graph.directoryRole";
    expect(refused("GET", roles, "User.Read")).toEqual([]);
  });

  it("finds a call that its token does not allow, and one that is in no table", () => {
    const why = "not with these scopes by Microsoft's tables";
    expect(refused("POST", "/v1.0/invitations", "User.Read")).toEqual([
      `POST /invitations: ${why}`,
    ]);
    expect(refused("GET", "/v1.0/subscribedSkus", "LicenseAssignment.Read.All")).toEqual([
      `GET /subscribedSkus: ${why}`,
    ]);
  });

  it("asks for more where properties are read that the table's least is too little for", () => {
    const path = "/v1.0/users/1?$select=id%2Cidentities";
    expect(refused("GET", path, "User.ReadBasic.All")).toHaveLength(1);
    expect(refused("GET", path, "User.Read.All")).toEqual([]);
    expect(refused("GET", path, "User.ReadWrite.All")).toEqual([]);
    expect(refused("GET", "/v1.0/users/1?$select=id", "User.ReadBasic.All")).toEqual([]);
  });
});

describe("loadMicrosoftTables", () => {
  const folder = mkdtempSync(join(tmpdir(), "tables-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("is nothing where the tables are not on this machine", () => {
    expect(loadMicrosoftTables(folder)).toBeUndefined();
  });

  it("reads them, and refuses tables that are written otherwise", () => {
    writeFileSync(join(folder, "permissions.json"), JSON.stringify(tables.permissions));
    writeFileSync(join(folder, "overrides.json"), JSON.stringify(tables.overrides));
    expect(loadMicrosoftTables(folder)).toEqual(tables);
    writeFileSync(join(folder, "overrides.json"), '{"calls":[{}]}');
    expect(() => loadMicrosoftTables(folder)).toThrow();
  });
});
