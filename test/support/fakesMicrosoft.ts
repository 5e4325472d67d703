import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Config } from "../../adapters/config";
import { createGraph, type Graph } from "../../adapters/graph";
import { createOpenIdClients, type OpenIdClients } from "../../adapters/openIdClient";
import { createProductIdentity } from "../../adapters/productIdentity";
import { createSignIn } from "../../adapters/signIn";
import { tenantId } from "../../domain/ids";
import type { AuthorizeRequest, Redemption, SignedIn, SignIn } from "../../domain/microsoftPorts";
import { planScopes, planSteps, signInScopes } from "../../domain/plan";
import type { Tenant } from "../../local/sandbox/facts";
import { tenantIds } from "../../local/sandbox/ids";
import { createPerson, type SeenPage } from "../../local/sandbox/person";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import { aRequest } from "./aLink";
import { aKey } from "./fakesKeys";

export const contoso = tenantId.parse(tenantIds.contoso);
export const litware = tenantId.parse(tenantIds.litware);
export const asked: AuthorizeRequest = {
  callback: "/consent/callback",
  scopes: [...signInScopes, ...planScopes(planSteps(aRequest()))],
  state: "state-1",
  nonce: "nonce-1",
  verifier: "verifier-".padEnd(43, "1"),
  prompt: "consent",
  loginHint: "admin@contoso.onmicrosoft.com",
};

/** The product's adapters against a sandbox over real HTTP, and a page where Microsoft sends people back. */
export interface Microsoft {
  readonly sandbox: Sandbox;
  readonly config: Config;
  readonly clients: OpenIdClients;
  readonly signIn: SignIn;
  /** Graph with the product's own token. */
  readonly productGraph: Graph;
  tenant(id: string): Tenant;
  /** A person answers Microsoft's pages; gives the page of ours where they end. */
  answer(personId: string, changes?: Partial<AuthorizeRequest>, at?: string): Promise<SeenPage>;
  /** What the product sends to redeem that page. */
  redemption(page: SeenPage, changes?: Partial<Redemption>): Redemption;
  /** All of it: the person signs in and consents, and the code is redeemed. */
  signedIn(personId: string, at?: string): Promise<SignedIn>;
  close(): Promise<void>;
}

export async function startMicrosoft(): Promise<Microsoft> {
  const app = createServer((_request, response) => response.end("<h1>The app</h1>"));
  await new Promise<void>((resolve) => app.listen(0, "localhost", resolve));
  const publicUrl = `http://localhost:${String((app.address() as AddressInfo).port)}`;
  const sandbox = await startSandbox({ port: 0, publicUrl });
  const settings = sandbox.settings();
  Object.assign(process.env, settings);
  const config: Config = {
    PUBLIC_URL: publicUrl,
    AzureWebJobsStorage: process.env["TEST_STORAGE"] ?? "",
    TABLES_PREFIX: "",
    ENTRA_AUTHORITY: sandbox.url,
    GRAPH_URL: sandbox.url,
    LINK_CLIENT_ID: settings["LINK_CLIENT_ID"] ?? "",
    HOME_TENANT_ID: tenantId.parse(settings["HOME_TENANT_ID"]),
    API_CLIENT_ID: settings["API_CLIENT_ID"] ?? "",
    MAIL_SENDER: settings["MAIL_SENDER"] ?? "",
    SIGNING_KEYS: [aKey("k1", 1)],
    SEALING_KEYS: [aKey("k1", 1)],
    CALLERS: [],
    LIMIT_PER_CALLER: 1000,
    LIMIT_PER_RECIPIENT: 1000,
    LIMIT_PER_DIRECTORY: 1000,
    PAUSED: false,
    RETAIN_DAYS: 30,
    EVIDENCE_DAYS: 730,
  };
  const identity = createProductIdentity(undefined);
  const clients = createOpenIdClients(config, identity);
  const signIn = createSignIn(config, clients);
  const answer: Microsoft["answer"] = async (personId, changes = {}, at = contoso) => {
    const person = createPerson(sandbox, personId);
    await person.visit(await signIn.authorizeUrl(tenantId.parse(at), { ...asked, ...changes }));
    return person.signIn();
  };
  const redemption: Microsoft["redemption"] = (page, changes = {}) => {
    const { callback, state, nonce, verifier } = asked;
    return {
      callback,
      state,
      nonce,
      verifier,
      query: new URL(page.url).search.slice(1),
      ...changes,
    };
  };
  return {
    sandbox,
    config,
    clients,
    signIn,
    productGraph: createGraph(sandbox.url, () => identity.graphToken()),
    tenant: (id) => {
      const found = sandbox.facts.tenants.find((one) => one.id === id);
      if (!found) throw new Error(`no tenant ${id}`);
      return found;
    },
    answer,
    redemption,
    signedIn: async (personId, at = contoso) =>
      signIn.redeem(tenantId.parse(at), redemption(await answer(personId, {}, at))),
    close: async () => {
      await sandbox.close();
      app.closeAllConnections();
      await new Promise((resolve) => app.close(resolve));
    },
  };
}
