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
  down: boolean;
  readonly engineOf: EngineOf;
} {
  const started: LinkId[] = [];
  const woken: string[] = [];
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
    wake: async (link, n) => {
      await refuse();
      woken.push(`${instanceFor(link, n)} ${String(n)}`);
    },
  };
  const fake = { started, woken, down: false, engineOf: () => engine };
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
