import type { HttpRequest } from "@azure/functions";
import type { z } from "zod";
import { errorsOf } from "../domain/fieldErrors";
import { Problem } from "./api";

/** The query as its schema reads it, or a Problem that names every parameter that is wrong; unknown and doubled ones never get here. */
export function readQuery<T>(request: HttpRequest, schema: z.ZodType<T>): T {
  const parsed = schema.safeParse(Object.fromEntries(request.query), { reportInput: true });
  if (parsed.success) return parsed.data;
  throw wrong(errorsOf(parsed.error));
}

const wrong = (errors: ReturnType<typeof errorsOf>): Problem => {
  const names = errors.map(({ pointer }) => pointer.slice(1));
  const detail = `Correct these query parameters: ${names.join(", ")}.`;
  return new Problem(400, "invalid_request", { detail, errors });
};
