import { readFileSync } from "node:fs";
import type { HostJson } from "../../local/host/hostOptions";

export const hostJson = JSON.parse(readFileSync("host.json", "utf8")) as HostJson;
