import type { Facts } from "./facts";
import type { Fault, SeenRequest } from "./control/faults";
import type { SigningKey } from "./entra/signingKey";
import type { Issued } from "./entra/issued";

/** What every route works on. One sandbox has one; nothing here is shared between sandboxes. */
export interface SandboxContext {
  readonly origin: string;
  readonly key: SigningKey;
  /** The value that the identity endpoint wants in X-IDENTITY-HEADER. */
  readonly identityHeader: string;
  facts: Facts;
  issued: Issued;
  readonly requests: SeenRequest[];
  readonly faults: Fault[];
  clockOffsetMs: number;
  now(): Date;
}

/** A moment as Graph writes it: no fractions of a second. */
export function graphTime(moment: Date): string {
  return moment.toISOString().replace(/\.\d+Z$/, "Z");
}

/** Whether a moment is reached; moments are written with and without fractions of a second. */
export function hasCome(context: Pick<SandboxContext, "now">, moment: string): boolean {
  return Date.parse(moment) <= context.now().getTime();
}

/** Whether what ends at this moment has ended; null = does not end. */
export function isOver(context: Pick<SandboxContext, "now">, endsAt: string | null): boolean {
  return endsAt !== null && hasCome(context, endsAt);
}

/** The earlier of the sandbox's clock and the machine's: see identityEndpoint.ts. */
export function earlierClock(context: SandboxContext): number {
  return Math.min(context.now().getTime(), Date.now());
}

/** The later of the sandbox's clock and the machine's. */
export function laterClock(context: SandboxContext): number {
  return Math.max(context.now().getTime(), Date.now());
}
