import { z } from "zod";
import { LinkError } from "../domain/errors";

/** A page of a Graph collection. */
export const listOf = <T extends z.ZodType>(item: T) => z.object({ value: z.array(item) });

/** What Graph sends becomes ours here; an answer in another form is no answer. */
export function readGraph<T extends z.ZodType>(schema: T, answer: unknown): z.infer<T> {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new LinkError(
    { code: "graph_unavailable", class: "transient" },
    "Graph answered in a form that we do not know",
    parsed.error,
  );
}
