import { z } from "zod";
import type { SeenRequest } from "./faults";

const shape = z.object({
  action: z.string(),
  scheduleInfo: z
    .object({ expiration: z.object({ type: z.string(), endDateTime: z.string().nullish() }) })
    .nullish(),
});

export interface SeenSchedule {
  /** It takes a role back, else it gives one. */
  readonly takes: boolean;
  readonly hasEnd: boolean;
  /** The end date where it is given as one. */
  readonly until: string | null;
}

/** What a request to Privileged Identity Management asked for: only its body tells. */
export function seenSchedule({ body }: Pick<SeenRequest, "body">): SeenSchedule {
  const { data } = shape.safeParse(body);
  const expiration = data?.scheduleInfo?.expiration;
  return {
    takes: data?.action === "adminRemove",
    hasEnd: expiration !== undefined && expiration.type !== "noExpiration",
    until: expiration?.endDateTime ?? null,
  };
}
