import { z } from "zod";
import { graphTime, laterClock, type SandboxContext } from "../context";
import type { GraphObject } from "./checkBody";
import { durationMs } from "./duration";
import { badRequest, notImitated } from "./graphError";

/** What clocks may differ by before a start counts as one in the future. */
const toleranceMs = 5 * 60_000;

const expirationShape = z.object({
  type: z.string().transform((type) => type.toLowerCase()),
  endDateTime: z.string().nullish(),
  duration: z.string().nullish(),
});
const shape = z.object({
  startDateTime: z.string().nullish(),
  expiration: expirationShape,
});
type Expiration = z.infer<typeof expirationShape>;

/** From now until when an assignment holds. */
export interface SchedulePeriod {
  readonly startsAt: string;
  readonly endsAt: string | null;
  /** The expiration as the answer repeats it. */
  readonly expiration: object;
}

/** The period of a request to assign (source: "expirationPattern resource type"). */
export function periodOf(context: SandboxContext, body: GraphObject): SchedulePeriod {
  const parsed = shape.safeParse(body["scheduleInfo"]);
  if (!parsed.success)
    throw badRequest("Property scheduleInfo with an expiration is required but missing.");
  const { startDateTime, expiration } = parsed.data;
  if (startDateTime && Date.parse(startDateTime) > laterClock(context) + toleranceMs)
    throw notImitated("an assignment that starts later");
  const now = context.now();
  const end = endOf(expiration, now.getTime());
  if (end !== null && end <= now.getTime())
    throw badRequest("The end date and time of the assignment must be in the future.");
  return {
    startsAt: graphTime(now),
    endsAt: end === null ? null : graphTime(new Date(end)),
    expiration: repeated(expiration),
  };
}

function endOf({ type, endDateTime, duration }: Expiration, now: number): number | null {
  switch (type) {
    case "noexpiration":
      return null;
    case "afterdatetime":
      if (!endDateTime)
        throw badRequest("Property expiration.endDateTime is required but missing.");
      return Date.parse(endDateTime);
    case "afterduration":
      if (!duration) throw badRequest("Property expiration.duration is required but missing.");
      return now + (durationMs(duration) ?? 0);
    default:
      throw notImitated(`the expiration '${type}'`);
  }
}

const spelled: Readonly<Record<string, string>> = {
  noexpiration: "noExpiration",
  afterdatetime: "afterDateTime",
  afterduration: "afterDuration",
};

function repeated({ type, endDateTime = null, duration = null }: Expiration): object {
  return { type: spelled[type], endDateTime, duration };
}
