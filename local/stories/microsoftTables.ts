import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { graphCalls, type GraphCall } from "../../domain/graphCalls";
import { callOf, type SeenCall } from "./callsBeyond";

const scheme = z.object({ least: z.array(z.string()), also: z.array(z.string()) });
const permissions = z.object({
  calls: z.record(z.string(), z.object({ DelegatedWork: scheme.optional() })),
});
const overrides = z.object({
  calls: z.array(
    z.object({
      call: z.string(),
      delegated: z.string(),
      properties: z.array(z.string()).optional(),
    }),
  ),
});

/** Microsoft's permission tables: they lie beside the checkout of those who develop this, never in it. */
export interface MicrosoftTables {
  readonly permissions: z.infer<typeof permissions>;
  readonly overrides: z.infer<typeof overrides>;
}

export function loadMicrosoftTables(
  folder = join("..", "shared", "graph"),
): MicrosoftTables | undefined {
  const load = (name: string): unknown => JSON.parse(readFileSync(join(folder, name), "utf8"));
  if (!existsSync(join(folder, "permissions.json"))) return undefined;
  return {
    permissions: permissions.parse(load("permissions.json")),
    overrides: overrides.parse(load("overrides.json")),
  };
}

/** The table's spelling: small letters, casts left out, values of functions as {value}. */
const tableName = ({ method, path }: GraphCall): string =>
  `${method} ${path
    .replace(/\/microsoft\.graph\.\w+$/, "")
    .replace(/'\{\w+\}'/g, "{value}")
    .toLowerCase()}`;

/** Scopes that the basic profile is enough for are too little where an override says so. */
const isBasic = (scope: string): boolean => scope.includes("Basic");

function acceptedFor(request: SeenCall, call: GraphCall, tables: MicrosoftTables): string[] {
  const row = tables.permissions.calls[tableName(call)]?.DelegatedWork;
  const all = row ? [...row.least, ...row.also] : [];
  const override = tables.overrides.calls.find(
    ({ call: name, properties }) =>
      name === `${call.method} ${call.path}` &&
      (properties ?? [""]).some((one) => decodeURIComponent(request.path).includes(one)),
  );
  return override ? [override.delegated, ...all.filter((scope) => !isBasic(scope))] : all;
}

/** Calls that Microsoft's tables do not allow with the scopes of their token. */
export function refusedByMicrosoft(
  requests: readonly SeenCall[],
  tables: MicrosoftTables,
): string[] {
  const refused = requests.flatMap((request) => {
    const name = callOf(request);
    if (request.token !== "delegated" || !name) return [];
    const call: GraphCall = graphCalls[name];
    const accepted = acceptedFor(request, call, tables);
    return accepted.some((scope) => request.scopes.includes(scope))
      ? []
      : [`${call.method} ${call.path}: not with these scopes by Microsoft's tables`];
  });
  return [...new Set(refused)];
}
