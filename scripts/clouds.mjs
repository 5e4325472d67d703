// Where the deployer's token may go, and whose tokens the registrations may trust: Microsoft's own addresses, of one cloud.
import { Mistake, setting } from "./program.mjs";

/** The documented hosts (sources: "National clouds", "Microsoft Graph national cloud deployments", Azure CLI's clouds). */
const clouds = [
  [
    "https://login.microsoftonline.com",
    "https://graph.microsoft.com",
    "https://management.azure.com",
  ],
  [
    "https://login.microsoftonline.us",
    "https://graph.microsoft.us",
    "https://management.usgovcloudapi.net",
  ],
  [
    "https://login.microsoftonline.us",
    "https://dod-graph.microsoft.us",
    "https://management.usgovcloudapi.net",
  ],
  [
    "https://login.chinacloudapi.cn",
    "https://microsoftgraph.chinacloudapi.cn",
    "https://management.chinacloudapi.cn",
  ],
  [
    "https://login.partner.microsoftonline.cn",
    "https://microsoftgraph.chinacloudapi.cn",
    "https://management.chinacloudapi.cn",
  ],
];
const names = ["ENTRA_AUTHORITY", "GRAPH_URL", "ARM_URL"];
const [publicCloud] = clouds;

/** Entra, Graph and Azure Resource Manager as the settings name them; `resources` are what their tokens are for. */
export function serviceAddresses() {
  const given = names.map(originOf);
  const isLocal = given.filter(Boolean).some(isLoopback);
  const cloud = isLocal
    ? undefined
    : clouds.find((one) => given.every((url, at) => (url ?? one[at]) === one[at]));
  if (!cloud && !given.every((url) => url === undefined || isLoopback(url)))
    throw new Mistake(
      `${names.map((name, at) => `${name}=${given[at] ?? ""}`).join(", ")}: these are not the addresses of one of Microsoft's clouds, so nothing is sent there. Leave them empty for the global cloud.`,
    );
  const [authority, graphUrl, armUrl] = cloud ?? given;
  const [, graph, arm] = cloud ?? publicCloud;
  return { authority, graphUrl, armUrl, resources: { graph, arm } };
}

function originOf(name) {
  const text = setting(name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isBare = url && url.pathname + url.search + url.hash + url.username + url.password === "/";
  if (isBare && (url.protocol === "https:" || isLoopback(url.origin))) return url.origin;
  throw new Mistake(`${name} must begin with https: and have nothing after the host: ${text}`);
}

const isLoopback = (text) => ["localhost", "127.0.0.1", "[::1]"].includes(new URL(text).hostname);
