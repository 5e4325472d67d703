import { readdirSync, readFileSync } from "node:fs";

export const readInfra = (name: string): string => readFileSync(`infra/${name}`, "utf8");

/** Every text in the first group, in order. */
export const found = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, group]) => group ?? "");

export const queryFiles = readdirSync("infra/alerts");
export const query = (name: string): string => readInfra(`alerts/${name}.kql`);

/** The literals of one `in (…)` of a query. */
export const listed = (kql: string, column: string): string[] =>
  found(found(kql, new RegExp(`${column} in \\(([^)]*)\\)`, "g")).join(), /"([^"]*)"/g);
