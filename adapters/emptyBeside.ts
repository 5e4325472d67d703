import { z } from "zod";

/** A setting whose place another one takes: absent or empty, so that nobody wonders which of them counts. */
export const emptyBeside = (other: string) =>
  z
    .literal("", { error: `must be empty where ${other} is set: only one of them can count` })
    .optional()
    .transform(() => undefined);
