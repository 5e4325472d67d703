import { z } from "zod";
import type { ListFilter } from "./listing";
import { address, domain, plainText } from "./request";
import { statuses, waitingOns } from "./states";

const top = (text: z.ZodType<number>) => text.default(50);
const range = "must be a whole number from 1 to 100";
const pageSize = z.int(range).min(1, range).max(100, range);
const continuation = z.string().min(1).max(400).optional();

/** The query of `GET /api/v1/links`; every parameter may be left out. */
export const listQuery = z.strictObject({
  ticket: plainText(100).optional(),
  directory: domain.optional(),
  status: z.enum(statuses, `must be one of ${statuses.join(", ")}`).optional(),
  waitingOn: z.enum(waitingOns, `must be one of ${waitingOns.join(", ")}`).optional(),
  top: top(z.coerce.number().pipe(pageSize)),
  continuation,
});

/** The body of `POST /api/v1/links/search`: an address never stands in a URL, which logs keep. */
export const searchBody = z.strictObject({
  address,
  top: top(pageSize),
  continuation,
});

const wholeNumber = "must be a whole number from 0";

/** The query of `GET /api/v1/links/{id}/events`. */
export const eventsQuery = z.strictObject({
  after: z.coerce.number(wholeNumber).pipe(z.int(wholeNumber).min(0, wholeNumber)).default(0),
});

/** The query of `GET /api/v1/events`. */
export const feedQuery = z.strictObject({
  after: z.string().min(1).max(400).optional(),
  top: top(z.coerce.number().pipe(pageSize)),
});

/** What a list is filtered by, of a parsed query. */
export const filterOf = ({
  ticket,
  directory,
  status,
  waitingOn,
}: z.infer<typeof listQuery>): ListFilter => ({
  ...(ticket === undefined ? {} : { ticket }),
  ...(directory === undefined ? {} : { directory }),
  ...(status === undefined ? {} : { status }),
  ...(waitingOn === undefined ? {} : { waitingOn }),
});
