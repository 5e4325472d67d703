import { HttpRequest, InvocationContext, type HttpRequestInit } from "@azure/functions";
import { endInstanceId } from "../../domain/contract";
import { instanceFor } from "../../domain/ending";
import type { LinkId } from "../../domain/ids";
import type { Engine } from "../../domain/ports";
import { Problem } from "../../functions/api";
import type { EngineOf } from "../../functions/doors";

/** A request as the Functions worker hands it to a door. */
export const aGet = (url: string, headers: Record<string, string> = {}): HttpRequest =>
  new HttpRequest({ method: "GET", url: `https://link.example${url}`, headers });

export const aPost = (body: string, more: Omit<HttpRequestInit, "body"> = {}): HttpRequest =>
  new HttpRequest({
    method: "POST",
    url: "https://link.example/api/v1/links",
    ...more,
    headers: { "content-type": "application/json", ...more.headers },
    body: { string: body },
  });

/** The context of one invocation; `logged` keeps its lines. */
export function aContext(): InvocationContext & { readonly logged: string[] } {
  const logged: string[] = [];
  const logHandler = (_level: unknown, ...words: unknown[]) => void logged.push(words.join(" "));
  return Object.assign(new InvocationContext({ functionName: "door", logHandler }), { logged });
}

/** An engine that notes what it was asked; `down` makes it refuse everything. */
export function fakeEngine(): {
  readonly started: LinkId[];
  readonly woken: string[];
  /** Links whose history was purged; none is while `running` says that a run goes on. */
  readonly purged: LinkId[];
  running: boolean;
  down: boolean;
  readonly engineOf: EngineOf;
} {
  const started: LinkId[] = [];
  const woken: string[] = [];
  const purged: LinkId[] = [];
  const refuse = () => (fake.down ? Promise.reject(new Error("engine is down")) : undefined);
  const engine: Engine = {
    start: async (linkId) => {
      await refuse();
      started.push(linkId);
    },
    startEnd: async (linkId) => {
      await refuse();
      started.push(endInstanceId(linkId) as LinkId);
    },
    purge: async (linkId) => {
      await refuse();
      if (!fake.running) purged.push(linkId);
      return !fake.running;
    },
    wake: async (link, n) => {
      await refuse();
      woken.push(`${instanceFor(link, n)} ${String(n)}`);
    },
  };
  const fake = { started, woken, purged, running: false, down: false, engineOf: () => engine };
  return fake;
}

/** Runs what an API door must refuse and gives its Problem to look at. */
export const problemOf = async (run: () => unknown): Promise<Problem> => {
  try {
    await run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error("it was let through");
};
