import { graphCalls, type GraphCall } from "../../domain/graphCalls";
import { endSteps, planScopes, planSteps } from "../../domain/plan";
import { planTable, type PlanRow } from "../../domain/planTable";
import { permissionsDoc } from "../../views/permissionsDoc";
import { delegatedPermissions, permissionSituations } from "../../views/permissionSituations";
import { permissionWords } from "../../views/permissionWords";
import { aRequest } from "../support/aLink";
import { aLinked, eligible, withEnd } from "./someLinks";

const doc = permissionsDoc();
const section = (scope: string): string => doc.split(`### ${scope}\n`)[1]?.split("\n##")[0] ?? "";

describe("the list of permissions", () => {
  it("has every permission that any plan or end asks for, with Microsoft's own words and a reason", () => {
    const asked = [
      planSteps(aRequest({ setWritebackFlag: true })),
      planSteps(withEnd()),
      planSteps(eligible()),
      endSteps(aLinked()),
    ].flatMap((steps) => planScopes(steps));
    for (const scope of asked) {
      const { shownAs } = permissionWords(scope);
      expect(section(scope)).toContain(`“${shownAs ?? "no words"}”`);
      expect(section(scope)).toContain("Whose token: the administrator's own (delegated).");
      expect(section(scope)).toMatch(/- Asked .*, for the step “.*”: `[A-Z]+ \/v1\.0\//);
      expect(section(scope)).toContain("It is the least that Microsoft names for");
    }
  });

  it("goes through every step and every call there is", () => {
    const situations = permissionSituations();
    const used = situations.flatMap(({ steps }) => steps.flatMap(({ calls }) => calls));
    for (const { calls } of Object.values<PlanRow>(planTable))
      expect(used).toEqual(expect.arrayContaining([...calls]));
    for (const { method, path } of Object.values<GraphCall>(graphCalls))
      expect(doc).toContain(`\`${method} /v1.0${path}\``);
  });

  it("asks for what removes things only on the page that ends the access", () => {
    for (const scope of ["User.ReadWrite.All", "User.RevokeSessions.All"]) {
      expect(section(scope)).toContain("Asked on the page that ends the access");
      expect(section(scope)).not.toContain("Asked with consent");
    }
  });

  it("names the product's own permissions apart, and what is never asked for", () => {
    const part = (title: string) => doc.split(`## ${title}`)[1]?.split("\n## ")[0] ?? "";
    for (const { scope, token } of Object.values<GraphCall>(graphCalls))
      if (token === "product")
        expect(part("The product's own")).toMatch(
          new RegExp(`\\| \`${scope}\` +\\| \\w[^|]+ \\| \`[^|]+ \\| To [^|]{20,} \\|`),
        );
    expect(part("What is never asked for")).toContain(
      "An application permission in a customer's directory.",
    );
    expect(part("Whoever deploys")).toContain("Privileged Role Administrator");
  });

  it("is the same every time, with tables as formatters leave them", () => {
    expect(permissionsDoc()).toBe(doc);
    const tables = doc.split("\n\n").filter((block) => block.startsWith("|"));
    expect(tables).toHaveLength(3);
    for (const table of tables)
      expect(
        new Set(
          table
            .trim()
            .split("\n")
            .map((row) => row.length),
        ).size,
      ).toBe(1);
    expect(doc).toMatch(/[^\n]\n$/);
  });
});

describe("what the registration declares", () => {
  it("is every permission with a section here, what everybody and each sign-in is asked for, and no more", () => {
    const sections = [...doc.matchAll(/^### (\S+)$/gm)].map(([, scope]) => scope);
    expect(delegatedPermissions()).toEqual(
      [...new Set([...sections, "openid", "profile", "offline_access"])].sort(),
    );
    const own = Object.values<GraphCall>(graphCalls).filter(({ token }) => token === "product");
    for (const { scope } of own) expect(delegatedPermissions()).not.toContain(scope);
  });
});

describe("Microsoft's words for a permission", () => {
  it("are known for every permission that is asked for", () => {
    const scopes = permissionSituations().flatMap((one) => one.scopes);
    for (const scope of scopes) expect(permissionWords(scope).shownAs).toBeDefined();
  });
});
