import type { Refusal } from "../../domain/api/refusals";
import type { AnswerName, BodyName, JsonSchema } from "../../domain/api/components";
import type { HeaderName } from "./headers";
import type { ParameterName } from "./parameters";

interface Example {
  readonly summary: string;
  readonly value: unknown;
}
export type Examples = Readonly<Record<string, Example>>;

/** What a call answers when it did what was asked. */
export interface Answer {
  readonly description: string;
  /** JSON of this schema; none for an answer without a body. */
  readonly schema?: AnswerName | JsonSchema;
  /** Other media types that can be asked for, as text. */
  readonly alsoAs?: readonly string[];
  readonly headers?: readonly HeaderName[];
  readonly examples?: Examples;
}

/** Roles of which one is needed; none: the call takes no authentication. */
type RoleName = "Links.Request" | "Links.Read" | "Links.Operate";

/** One call of the API, as its description says it. */
export interface ApiCall {
  readonly method: "get" | "post";
  readonly path: string;
  readonly operationId: string;
  readonly tag: string;
  readonly summary: string;
  readonly description: string;
  readonly roles: readonly RoleName[];
  readonly parameters?: readonly ParameterName[];
  readonly body?: {
    readonly schema: BodyName;
    readonly isOptional?: boolean;
    /** A test sends every one of them. */
    readonly examples: Examples;
  };
  readonly answers: Readonly<Record<number, Answer>>;
  /** Codes that it can be refused with, besides those that every call of its kind has. */
  readonly refusals?: readonly Refusal[];
}

export const reading: readonly RoleName[] = ["Links.Read", "Links.Request", "Links.Operate"];
export const acting: readonly RoleName[] = ["Links.Request", "Links.Operate"];
