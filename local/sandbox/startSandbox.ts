import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { randomUUID } from "node:crypto";
import type { SandboxContext } from "./context";
import { controlRoutes } from "./control/controlRoutes";
import type { Fault, SeenRequest } from "./control/faults";
import { directoryRoutes } from "./directory/directoryRoutes";
import { userRoutes } from "./directory/userRoutes";
import { cliToken } from "./entra/cliToken";
import { discoveryRoutes } from "./entra/discovery";
import { identityEndpointRoutes } from "./entra/identityEndpoint";
import { afterReset, createIssued } from "./entra/issued";
import { logoutRoutes } from "./entra/logoutRoutes";
import type { Resource } from "./entra/scopes";
import { signInRoutes } from "./entra/signInRoutes";
import { createSigningKey } from "./entra/signingKey";
import { tokenRoutes } from "./entra/tokenRoute";
import type { Facts, Mail, SandboxSettings, TicketPost } from "./facts";
import type { Route } from "./http/answer";
import { serve } from "./http/serve";
import { mailboxRoutes, mailsTo } from "./mailbox/mailboxRoutes";
import { ticketRoutes } from "./tickets/ticketRoutes";
import { apiClientId, linkClientId, mailSender, tenantIds } from "./ids";
import { startVault, type SandboxVault } from "./vault/startVault";
import { createFacts } from "./world";

export interface SandboxOptions {
  /** 0 = a free one. */
  readonly port: number;
  readonly hostname?: "127.0.0.1";
  readonly now?: () => Date;
  /** Where the app is: its callbacks are registered as redirect URIs. */
  readonly publicUrl?: string;
  readonly settings?: Partial<SandboxSettings>;
  /** More routes, asked before the sandbox's own (a start page, for example). */
  readonly routes?: readonly Route[];
}

export interface Sandbox {
  readonly url: string;
  readonly port: number;
  /** What is true now; may be changed. */
  readonly facts: Facts;
  now(): Date;
  /** The settings that let the product reach this sandbox. */
  settings(): Record<string, string>;
  setPublicUrl(url: string): void;
  /** An access token as Azure's command lines have it for a person of the home tenant. */
  cliToken(personId: string, resource: Resource): string;
  /** Moves the sandbox's clock away from `now`. */
  setClock(offsetMs: number): void;
  setFault(fault: Omit<Fault, "times"> & { readonly times?: number | undefined }): void;
  mails(to?: string): readonly Mail[];
  tickets(): readonly TicketPost[];
  requests(): readonly SeenRequest[];
  /** A Key Vault of its own address, which takes the identity endpoint's tokens; whoever starts it closes it. */
  startVault(): Promise<SandboxVault>;
  /** Facts, sessions, people's tokens, faults and clock as at the start; address, keys and the product's own tokens stay. */
  reset(): void;
  close(): Promise<void>;
}

/** Starts Entra ID, Microsoft Graph, a mailbox and a ticket receiver on one loopback port. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const key = await createSigningKey();
  const server = createServer();
  // Longer than clients keep a connection, so that none is closed under a request that is on its way.
  server.keepAliveTimeout = 65_000;
  const port = await listen(server, options);
  const url = `http://127.0.0.1:${port}`;
  const context: SandboxContext = {
    origin: url,
    key,
    identityHeader: randomUUID(),
    facts: createFacts(url),
    issued: createIssued(),
    requests: [],
    faults: [],
    clockOffsetMs: 0,
    now: () => new Date((options.now?.().getTime() ?? Date.now()) + context.clockOffsetMs),
  };
  const sandbox = createControls({ context, options, server, port });
  server.on("request", serve(context, [...(options.routes ?? []), ...ownRoutes(context, sandbox)]));
  return sandbox;
}

/** What begins with a fixed name comes before what begins with a tenant. */
function ownRoutes(context: SandboxContext, sandbox: Sandbox): Route[] {
  return [
    ...controlRoutes(sandbox),
    ...identityEndpointRoutes(context),
    ...mailboxRoutes(context),
    ...ticketRoutes(context),
    ...directoryRoutes(context),
    ...userRoutes(context),
    ...discoveryRoutes(context),
    ...signInRoutes(context),
    ...tokenRoutes(context),
    ...logoutRoutes(context),
  ];
}

interface Started {
  readonly context: SandboxContext;
  readonly options: SandboxOptions;
  readonly server: Server;
  readonly port: number;
}

function createControls({ context, options, server, port }: Started): Sandbox {
  let publicUrl = options.publicUrl ?? "http://localhost:7071";
  const apply = () => {
    Object.assign(context.facts.settings, options.settings);
    register(context.facts, publicUrl);
  };
  apply();
  return {
    url: context.origin,
    port,
    get facts() {
      return context.facts;
    },
    now: () => context.now(),
    settings: () => settingsFor(context),
    setPublicUrl: (url) => {
      publicUrl = url;
      register(context.facts, url);
    },
    cliToken: (personId, resource) => cliToken(context, personId, resource),
    setClock: (offsetMs) => void (context.clockOffsetMs = offsetMs),
    setFault: (fault) => void context.faults.push({ ...fault, times: fault.times ?? 1 }),
    mails: (to) => mailsTo(context, to),
    tickets: () => context.facts.tickets,
    requests: () => context.requests,
    startVault: () => startVault(context),
    reset: () => {
      resetContext(context);
      apply();
    },
    close: () => close(server),
  };
}

function resetContext(context: SandboxContext): void {
  context.facts = createFacts(context.origin);
  context.issued = afterReset(context.issued);
  context.requests.length = 0;
  context.faults.length = 0;
  context.clockOffsetMs = 0;
}

/** The callbacks of each registration where the product is. */
function register({ application, api }: Facts, publicUrl: string): void {
  const at = (...paths: string[]) => [...paths, "/signed-out"].map((path) => publicUrl + path);
  application.redirectUris = at("/consent/callback", "/signin/callback");
  api.redirectUris = at("/ops/callback");
}

function settingsFor(context: SandboxContext): Record<string, string> {
  return {
    ENTRA_AUTHORITY: context.origin,
    GRAPH_URL: context.origin,
    ARM_URL: context.origin,
    LINK_CLIENT_ID: linkClientId,
    HOME_TENANT_ID: tenantIds.fabrikam,
    API_CLIENT_ID: apiClientId,
    LOCAL_CALLBACKS: context.origin,
    MAIL_SENDER: mailSender,
    IDENTITY_ENDPOINT: `${context.origin}/msi/token`,
    IDENTITY_HEADER: context.identityHeader,
  };
}

function listen(server: Server, { port, hostname = "127.0.0.1" }: SandboxOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", (cause) =>
      reject(new Error(`The sandbox can't listen on port ${port}: ${cause.message}`, { cause })),
    );
    server.listen(port, hostname, () => resolve((server.address() as AddressInfo).port));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
