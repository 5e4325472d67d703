import { readFileSync } from "node:fs";

interface Described {
  readonly schema: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}
export type Content = Readonly<Record<string, Described>>;

export interface DescribedAnswer {
  readonly headers?: Readonly<Record<string, { readonly $ref: string }>>;
  readonly content?: Content;
}

export interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly $ref: string }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, DescribedAnswer>>;
}

type Methods = Readonly<Record<string, Operation>>;

interface Description {
  readonly paths: Readonly<Record<string, Methods>>;
  readonly components: {
    readonly schemas: Readonly<Record<string, unknown>>;
    readonly parameters: Readonly<Record<string, { readonly name: string; readonly in: string }>>;
  };
}

/** The checked-in description of the API. */
export const description = JSON.parse(readFileSync("docs/openapi.json", "utf8")) as Description;

/** `/api/v1/links/{id}` fits `/api/v1/links/abc`. */
const fits = (template: string, path: string): boolean =>
  new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+").replaceAll(".", "\\.")}$`).test(path);

/** The described path of an address; one without parameters goes first. */
export function describedPath(path: string): { template: string; methods: Methods } | undefined {
  const found = Object.keys(description.paths)
    .filter((template) => fits(template, path))
    .sort((a, b) => Number(a.includes("{")) - Number(b.includes("{")))[0];
  const methods = found && description.paths[found];
  return methods ? { template: found, methods } : undefined;
}
