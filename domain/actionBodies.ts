import { z } from "zod";
import type { Action } from "./actions";
import { mostDaysAtOnce } from "./askingAgain";
import { administratorOf, plainText } from "./request";

/** Why somebody acts: kept with the link and in its evidence, told to nobody else. */
export const mostReason = 200;
const reason = plainText(mostReason).optional();
const reasonOnly = z.strictObject({ reason });

/** The body of each action; an empty body is `{}`. */
export const actionBodies = {
  cancel: reasonOnly,
  resend: reasonOnly,
  retry: reasonOnly,
  administrator: administratorOf.extend({ reason }),
  extend: z.strictObject({
    days: z
      .int("must be a whole number of days")
      .min(1, "must be at least 1")
      .max(mostDaysAtOnce, `must be at most ${String(mostDaysAtOnce)}`),
    reason,
  }),
  /** Whom to ask, where the link knows nobody any more or the one it knows is gone. */
  end: z.strictObject({ reason, administrator: administratorOf.optional() }),
  /** A reason would be one more text to erase. */
  erase: z.strictObject({}),
} as const satisfies Record<Action, z.ZodType>;
export type ActionBody<A extends Action> = z.infer<(typeof actionBodies)[A]>;

export const takesReason = (action: Action): boolean => "reason" in actionBodies[action].shape;
