import type { Code, FailureClass } from "../errors";
import type { GraphCallName } from "../graphCalls";

/** Who answered: Microsoft Graph, Entra ID's sign-in service, or Graph about a mail of ours. */
export type Source = "graph" | "entra" | "mail";

/**
 * What was asked: a Graph call, or of Entra ID a redirect back to us, the tokens for its code, or (`token`)
 * later tokens for the session. A person is at the page for the first two.
 */
export type Asked = GraphCallName | "redirect" | "code" | "token";

/** One answer of Microsoft's, as an adapter or a callback saw it. */
export interface Reply {
  readonly from: Source;
  readonly call?: string;
  /** -1: no answer. */
  readonly status: number;
  /** Graph's `code`, or OAuth's `error`. */
  readonly code: string;
  /** OAuth's `error_subcode`. */
  readonly subcode?: string;
  /** Only looked at, never shown: it may hold names and addresses. */
  readonly message: string;
  readonly aadsts: readonly number[];
  /** Seconds of its Retry-After. */
  readonly retryAfter: number | null;
}

/** All parts that are given have to fit; of the values of one part, any one. `{}` fits everything. */
export interface When {
  readonly call?: readonly Asked[];
  readonly status?: readonly (number | "2xx" | "3xx" | "5xx")[];
  readonly code?: readonly string[];
  readonly subcode?: readonly string[];
  readonly says?: RegExp;
  readonly aadsts?: readonly number[];
  /** Says with Retry-After for how long. */
  readonly waits?: true;
}

export interface ReplyRow {
  readonly name: string;
  readonly from: readonly Source[];
  /** Any of these. */
  readonly when: readonly When[];
  readonly code: Code;
  readonly class: FailureClass;
  /** How long to wait where the reply does not say. */
  readonly seconds?: number;
  /** A refusal that means success: what was to be made is there, what was to be removed is gone. */
  readonly means?: "there" | "gone";
  /** For parked links: what happened, and the next step. What a person comes back with has a page instead. */
  readonly words?: string;
}

const among = <T>(wanted: readonly T[] | undefined, found: readonly T[]): boolean =>
  !wanted || wanted.some((one) => found.includes(one));

const hundreds = (status: number): string => `${String(Math.trunc(status / 100))}xx`;

export const fits = (when: When, reply: Reply): boolean =>
  among<string | undefined>(when.call, [reply.call]) &&
  among<number | string>(when.status, [reply.status, hundreds(reply.status)]) &&
  among(when.code, [reply.code]) &&
  among<string | undefined>(when.subcode, [reply.subcode]) &&
  among(when.aadsts, reply.aadsts) &&
  (!when.says || when.says.test(reply.message)) &&
  (!when.waits || reply.retryAfter !== null);
