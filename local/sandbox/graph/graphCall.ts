import type { GraphCallName } from "../../../domain/graphCalls";
import type { SandboxContext } from "../context";
import type { Bearer } from "../entra/bearer";
import type { DirectoryUser } from "../facts";
import type { RouteParams, SandboxRequest } from "../http/answer";
import type { DeployerCallName } from "./deployerCalls";

/** Who calls, by the token. */
export type Caller = Bearer;

/** A call that passed the checks of token and scope. */
export interface ReceivedCall {
  readonly context: SandboxContext;
  readonly name: ImitatedCallName;
  readonly caller: Caller;
  readonly params: RouteParams;
  readonly query: URLSearchParams;
  readonly headers: SandboxRequest["headers"];
  readonly body: unknown;
}

export interface GraphReply {
  readonly status: number;
  readonly body?: object;
}

/** What one call does to the facts, and its reply; refusals are thrown as GraphError. */
export type GraphVerb = (call: ReceivedCall) => GraphReply;

/** The product's calls, one that facts.md §1.2 names beside them, and those of whoever deploys it. */
export type ImitatedCallName = GraphCallName | DeployerCallName | "findDirectoryById";

/** The user of a call that only people can make. */
export function userOf({ caller }: ReceivedCall): DirectoryUser {
  if (caller.kind !== "delegated") throw new Error("This call was let through without a user.");
  return caller.user;
}
