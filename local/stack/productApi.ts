import type { LinkSummary } from "../../domain/listing";
import type { LinkView } from "../../domain/linkView";
import { localApiKey } from "../localSettings";

/** The product's answer to a call: a link, or problem details. */
export interface ApiAnswer {
  readonly status: number;
  readonly link?: LinkView;
  readonly problem?: Problem;
}

export interface Problem {
  readonly title?: string;
  readonly detail?: string;
  readonly code?: string;
  /** With `duplicate_link`: the caller's own link that is open. */
  readonly link?: string;
  readonly errors?: readonly { readonly pointer: string; readonly message: string }[];
}

/** A link as a list has it. */
export type ListedLink = Pick<LinkSummary, "id" | "ticket">;

export interface ProductApi {
  ask(request: unknown): Promise<ApiAnswer>;
  link(id: string): Promise<ApiAnswer>;
  /** The newest links, newest first. */
  list(): Promise<readonly ListedLink[]>;
  cancel(id: string): Promise<ApiAnswer>;
  end(id: string): Promise<ApiAnswer>;
}

/** The product's API as the ticketing system uses it, with its key. */
export function createProductApi(url: string): ProductApi {
  const send = (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(`${url}/api/v1/links${path}`, {
      method,
      headers: {
        "x-api-key": localApiKey,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
  const call = async (method: string, path: string, body?: unknown): Promise<ApiAnswer> => {
    const response = await send(method, path, body);
    const answer: unknown = await response.json();
    return response.ok
      ? { status: response.status, link: answer as LinkView }
      : { status: response.status, problem: answer as Problem };
  };
  return {
    ask: (request) => call("POST", "", request),
    link: (id) => call("GET", `/${id}`),
    list: async () => {
      const answer = (await (await send("GET", "?top=20")).json()) as { links?: ListedLink[] };
      return answer.links ?? [];
    },
    cancel: (id) => call("POST", `/${id}/cancel`),
    end: (id) => call("POST", `/${id}/end`),
  };
}
