import type { HttpRequest } from "@azure/functions";
import { Problem } from "./api";

interface Range {
  readonly type: string;
  readonly q: number;
}

/** `text/html;q=0.8, *\/*` as ranges; what cannot be read counts as not there. */
const rangesOf = (accept: string): Range[] =>
  accept.split(",").flatMap((part) => {
    const [type = "", ...parameters] = part.split(";").map((one) => one.trim().toLowerCase());
    const weight = parameters.find((one) => one.startsWith("q="))?.slice(2) ?? "1";
    const q = Number(weight);
    return type.includes("/") && q >= 0 && q <= 1 ? [{ type, q }] : [];
  });

/** How much a type is wanted: the most exact range that fits says so (RFC 9110, 12.5.1). */
function weightOf(type: string, ranges: readonly Range[]): number {
  const [main = ""] = type.split("/");
  for (const fits of [type, `${main}/*`, "*/*"]) {
    const found = ranges.find((range) => range.type === fits);
    if (found) return found.q;
  }
  return 0;
}

/** The one of our types that the caller wants most, the first where it does not say; 406 where it wants none. */
export function negotiate<T extends string>(request: HttpRequest, ours: readonly [T, ...T[]]): T {
  const accept = request.headers.get("accept")?.trim();
  if (!accept) return ours[0];
  const ranges = rangesOf(accept);
  const wanted = ours
    .map((type) => ({ type, q: weightOf(type, ranges) }))
    .filter(({ q }) => q > 0)
    .sort((a, b) => b.q - a.q);
  if (wanted[0]) return wanted[0].type;
  throw new Problem(406, "not_acceptable", {
    detail: `This is there as ${ours.join(" or ")}.`,
    available: ours,
  });
}
