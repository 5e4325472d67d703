import {
  Client,
  HTTPMessageHandler,
  type Context,
  type GraphRequest,
  type Middleware,
  type MiddlewareOptions,
} from "@microsoft/microsoft-graph-client";
import { graphCalls, type GraphCallName } from "../domain/graphCalls";
import { pathOf, traced } from "./callTrace";
import { fromGraph } from "./graphErrors";

type Values = Readonly<Record<string, string>>;

export interface GraphOptions {
  readonly values?: Values;
  /** OData query options such as $select and $filter. */
  readonly query?: Values;
  readonly body?: unknown;
}

/** Sends one call of the table and answers its JSON, unread; throws LinkErrors by class. */
export type Graph = (name: GraphCallName, options?: GraphOptions) => Promise<unknown>;

const timeoutMs = 30_000;
const version = "v1.0";

/** The token is set here and goes to our base URL only; there is no retry handler: the orchestrator retries. */
class Bearer implements Middleware {
  readonly #token: () => Promise<string>;
  readonly #next = new HTTPMessageHandler();
  constructor(token: () => Promise<string>) {
    this.#token = token;
  }
  async execute(context: Context): Promise<void> {
    const headers = new Headers(context.options?.headers as Record<string, string> | undefined);
    headers.set("authorization", `Bearer ${await this.#token()}`);
    context.options = {
      ...context.options,
      headers: Object.fromEntries(headers),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    };
    await this.#next.execute(context);
  }
}

/** What a request is noted as; its URL could carry an address. */
class Noted implements MiddlewareOptions {
  readonly method: string;
  readonly path: string;
  readonly template: string;
  constructor(name: GraphCallName, values: Values) {
    const { method, path } = graphCalls[name];
    this.method = method;
    this.template = `/${version}${path}`;
    this.path = pathOf(this.template, values);
  }
}

/** Notes each call and its answer for the step or door that makes it. */
class Trace implements Middleware {
  readonly #host: string;
  readonly #next: Middleware;
  constructor(host: string, next: Middleware) {
    this.#host = host;
    this.#next = next;
  }
  async execute(context: Context): Promise<void> {
    const { method, path, template } = context.middlewareControl?.getMiddlewareOptions(
      Noted,
    ) as Noted;
    await traced({ host: this.#host, method, path, template }, async () => {
      await this.#next.execute(context);
      return context.response;
    });
  }
}

/** OData string literals double their quotes. */
const literal = (text: string): string => text.replaceAll("'", "''");

const fill = (path: string, values: Values): string =>
  path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(literal(values[name] ?? "")));

/** The Graph client joins query options as they are. */
const encoded = (query: Values): Record<string, string> =>
  Object.fromEntries(
    Object.entries(query).map(([name, value]) => [name, encodeURIComponent(value)]),
  );

const send = (request: GraphRequest, method: string, body: unknown): Promise<unknown> => {
  switch (method) {
    case "POST":
      return request.post(body);
    case "DELETE":
      return request.delete();
    case "PATCH":
      return request.patch(body);
    default:
      return request.get();
  }
};

/** Microsoft Graph v1.0 with one token source; nothing is repeated in here. */
export function createGraph(graphUrl: string, token: () => Promise<string>): Graph {
  const client = Client.initWithMiddleware({
    baseUrl: `${graphUrl}/`,
    defaultVersion: version,
    middleware: new Trace(new URL(graphUrl).host, new Bearer(token)),
  });
  return async (name, { values = {}, query = {}, body } = {}) => {
    const call = graphCalls[name];
    try {
      return await send(
        client
          .api(fill(call.path, values))
          .query(encoded(query))
          .middlewareOptions([new Noted(name, values)]),
        call.method,
        body,
      );
    } catch (error) {
      throw fromGraph(name, error);
    }
  };
}
