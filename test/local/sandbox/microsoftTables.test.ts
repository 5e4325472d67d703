import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { graphCalls, type GraphCall } from "../../../domain/graphCalls";
import { imitatedCalls } from "../../../local/sandbox/graph/access";
import { graphEnums, graphTypes } from "../../../local/sandbox/graph/types";

// Microsoft's own tables lie beside the checkout of those who develop this, never in it.
const folder = join(__dirname, "../../../../shared/graph");
const present = existsSync(folder);

interface Permissions {
  readonly calls: Record<string, Record<string, { least: string[]; also: string[] }>>;
}
interface Overrides {
  readonly calls: { call: string; delegated: string; properties?: string[] }[];
}
interface Types {
  readonly types: Record<
    string,
    { base?: string; properties?: Record<string, string>; members?: string[] }
  >;
}

function load<T>(name: string): T {
  return JSON.parse(readFileSync(join(folder, name), "utf8")) as T;
}

/** The table's spelling of a call: small letters, casts left out, values of functions as {value}. */
function tableName({ method, path }: GraphCall): string {
  const plain = path.replace(/\/microsoft\.graph\.\w+$/, "").replace(/'\{\w+\}'/g, "{value}");
  return `${method} ${plain.toLowerCase()}`;
}

/** The tables have nothing at all about these; the sandbox has them from the pages of the reference. */
const isLeftOut = (name: string) =>
  /^\w+ \/applications[(/]|\/approleassignedto$|\/owners$|\/oauth2permissiongrants\/\{id\}$/.test(
    name,
  );
const typesLeftOut = [
  ...["application", "apiApplication", "optionalClaims", "optionalClaim", "spaApplication"],
  ...["publicClientApplication", "webApplication", "implicitGrantSettings", "resourceAccess"],
  ...["requiredResourceAccess", "servicePrincipalLockConfiguration"],
  ...["federatedIdentityCredential", "preAuthorizedApplication"],
];

function disagreements(call: GraphCall): string[] {
  const name = tableName(call);
  const scheme = call.token === "product" ? "Application" : "DelegatedWork";
  const row = load<Permissions>("permissions.json").calls[name]?.[scheme];
  if (!row && isLeftOut(name)) return [];
  if (!row) return [`${name} is not in the table for ${scheme}`];
  const override = load<Overrides>("overrides.json").calls.find(
    (one) => one.call === `${call.method} ${call.path}`,
  );
  if (override && override.delegated !== call.scope)
    return [`${name} needs ${override.delegated}, not ${call.scope}`];
  const named = row.least.length > 0 ? row.least : row.also;
  const least = override ? [override.delegated] : named;
  const wrong = least.includes(call.scope)
    ? []
    : [`${call.scope} is not the least for ${name}: ${least.join(", ")}`];
  const wide = call.alsoAllowedBy.filter((scope) => ![...row.least, ...row.also].includes(scope));
  return [...wrong, ...wide.map((scope) => `${scope} does not allow ${name}`)];
}

/** Every property of the sandbox's tables that Microsoft's types do not have, or have otherwise. */
function unknownProperties(): string[] {
  const { types } = load<Types>("types.json");
  const propertiesOf = (name: string | undefined): Record<string, string> => {
    const type = name === undefined ? undefined : types[name];
    return type ? { ...propertiesOf(type.base), ...type.properties } : {};
  };
  const named = Object.entries(graphTypes).filter(
    ([type]) => !typesLeftOut.includes(type) || types[`microsoft.graph.${type}`],
  );
  return named.flatMap(([type, properties]) => {
    const theirs = propertiesOf(`microsoft.graph.${type}`);
    return Object.entries(properties)
      .filter(
        ([name, declared]) =>
          theirs[name]?.replaceAll("microsoft.graph.", "").replace(/!$/, "") !== declared,
      )
      .map(
        ([name, declared]) =>
          `${type}.${name} is ${declared} here, ${theirs[name] ?? "unknown"} there`,
      );
  });
}

describe("Microsoft's tables", () => {
  if (!present) {
    it("are not here: skipped", () => {
      process.stdout.write(`Skipped: no ${folder}\n`);
    });
    return;
  }

  it.each(Object.entries(graphCalls))(
    "allow %s by the scope that the product asks for",
    (_name, call) => {
      expect(disagreements(call)).toEqual([]);
    },
  );

  it("allow the calls that the sandbox imitates beside them", () => {
    expect(Object.values(imitatedCalls).flatMap(disagreements)).toEqual([]);
  });

  it("have every property that the sandbox takes or gives, with that type", () => {
    expect(unknownProperties()).toEqual([]);
  });

  it("have every member of the enumerations", () => {
    const { types } = load<Types>("types.json");
    for (const [name, members] of Object.entries(graphEnums)) {
      const theirs = types[`microsoft.graph.${name}`]?.members?.map((member) =>
        member.toLowerCase(),
      );
      expect([name, members.filter((member) => !theirs?.includes(member))]).toEqual([name, []]);
    }
  });
});
