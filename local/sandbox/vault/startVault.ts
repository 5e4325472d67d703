import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import type { SandboxContext } from "../context";
import { send } from "../http/serve";
import { answerVault, type VaultFacts } from "./answerVault";
import { createCertificate } from "../../certificate";
import { addVersion, type SecretAttributes, type SecretVersion } from "./secrets";

export interface SandboxVault extends VaultFacts {
  /** PEM; whoever is to reach the vault has to trust it. */
  readonly certificate: string;
  /** Paths that were asked for, without their query, and what was answered. */
  readonly seen: { readonly path: string; readonly status: number }[];
  /** `drop` closes connections, `hang` never answers, a number is answered instead. */
  trouble: "drop" | "hang" | number | null;
  /** Adds a version to a secret; its id. */
  add(name: string, version: SecretAttributes & { readonly value: string }): string;
  /** Changes a version's attributes, as its owner may. */
  change(name: string, id: string, attributes: Pick<SecretAttributes, "enabled" | "expires">): void;
  close(): Promise<void>;
}

/** Stands in for Azure Key Vault: https, with a certificate of its own, and tokens of the identity endpoint. */
export async function startVault(context: SandboxContext): Promise<SandboxVault> {
  const { certificate, key } = createCertificate();
  const server = createServer({ cert: certificate, key });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `https://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
  const secrets = new Map<string, SecretVersion[]>();
  const vault: SandboxVault = {
    ...{ url, certificate, secrets, seen: [] },
    role: "Key Vault Secrets User",
    trouble: null,
    add: (name, version) => addVersion(secrets, name, { now: context.now(), ...version }),
    change(name, id, attributes) {
      const found = secrets.get(name)?.find((one) => one.id === id);
      if (!found) throw new Error(`The secret ${name} has no version ${id}.`);
      Object.assign(found, attributes, { updated: context.now() });
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  server.on("request", (incoming, response) => {
    const asked = new URL(url + (incoming.url ?? "/"));
    if (vault.trouble === "hang") return;
    const request = {
      ...{ method: incoming.method ?? "GET", url: asked },
      ...{ headers: incoming.headers, body: "" },
    };
    const answer =
      vault.trouble === null
        ? answerVault(context, vault, request)
        : { status: vault.trouble === "drop" ? 0 : vault.trouble };
    vault.seen.push({ path: asked.pathname, status: answer.status });
    send(response, vault.trouble === "drop" ? "drop" : answer);
  });
  return vault;
}
