export interface Versioning {
  readonly defaultVersion: string | undefined;
  readonly match: "None" | "Strict" | "CurrentOrOlder";
  readonly failure: "Reject" | "Fail";
}

interface VersionSettings {
  readonly defaultVersion?: string;
  readonly versionMatchStrategy?: string;
  readonly versionFailureStrategy?: string;
}

/** Reads the three version settings of host.json, with the extension's defaults. */
export function readVersioning(settings: VersionSettings): Versioning {
  const pick = <T extends string>(
    name: string,
    value: string | undefined,
    known: readonly [T, ...T[]],
  ): T => {
    if (value === undefined) return known[0];
    const found = known.find((one) => one.toLowerCase() === value.toLowerCase());
    if (found === undefined)
      throw new Error(`host.json: ${name} '${value}' is not one of ${known.join(", ")}.`);
    return found;
  };
  return {
    defaultVersion: settings.defaultVersion,
    match: pick("versionMatchStrategy", settings.versionMatchStrategy, [
      "CurrentOrOlder",
      "Strict",
      "None",
    ]),
    failure: pick("versionFailureStrategy", settings.versionFailureStrategy, ["Reject", "Fail"]),
  };
}

/** Whether this host may take turns of an instance that was started with the given version. */
export function mayRun(versioning: Versioning, version: string | null): boolean {
  const own = versioning.defaultVersion ?? "";
  if (versioning.match === "None") return true;
  if (versioning.match === "Strict") return (version ?? "") === own;
  return compareVersions(version ?? "", own) <= 0;
}

/** Dotted numbers are compared as numbers, anything else as text; no version is older than any. */
export function compareVersions(left: string, right: string): number {
  const [a, b] = [parse(left), parse(right)];
  if (left.trim() === "" || right.trim() === "")
    return Number(left.trim() !== "") - Number(right.trim() !== "");
  if (a === undefined || b === undefined)
    return Math.sign(left.toLowerCase().localeCompare(right.toLowerCase(), "en"));
  for (let i = 0; i < 4; i++) {
    const difference = (a[i] ?? -1) - (b[i] ?? -1);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

function parse(version: string): number[] | undefined {
  return /^\d+(\.\d+){1,3}$/.test(version.trim())
    ? version.trim().split(".").map(Number)
    : undefined;
}
