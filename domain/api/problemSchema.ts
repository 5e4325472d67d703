import { z } from "zod";
import { code } from "../linkParts";
import { statusSchema } from "./linkViewSchema";

/** RFC 9457 problem details, with what our refusals add. */
export const problemSchema = z
  .object({
    type: z.literal("about:blank"),
    title: z.string().describe("The code's one line of meaning"),
    status: z.int().describe("The HTTP status once more"),
    code: code.describe("Stable: programs decide by it; docs/api.md says what to do for each"),
    detail: z.string().describe("What happened and what to do, in words to show to people"),
    instance: z.string().describe("Names this very call; quote it when you ask us"),
    allow: z.array(z.string()).optional().describe("With 405: the methods that there are"),
    retryAfter: z.int().optional().describe("Seconds; the header Retry-After says it too"),
    errors: z
      .array(
        z.object({
          pointer: z
            .string()
            .describe(
              "JSON pointer (RFC 6901) to the field of the body; of a query parameter `/` and its name; empty where the body as a whole or a header is wrong",
            ),
          header: z.string().optional().describe("The header that is wrong, where it is one"),
          message: z.string(),
        }),
      )
      .optional()
      .describe("Every wrong field, query parameter or header of the request"),
    limit: z
      .enum(["caller", "directory", "recipient", "webhookTest"])
      .optional()
      .describe("With `limit_reached`: which limit it is"),
    available: z.array(z.string()).optional().describe("With 406: the media types that there are"),
    allowedIn: z
      .array(statusSchema)
      .optional()
      .describe(
        "With `not_in_this_state`: the states in which this action is taken at all; `detail` says what stands against it where the link is in one of them, and `allowedActions` of the link what it takes now",
      ),
    link: z.string().optional().describe("With `duplicate_link`: your own link that is open"),
  })
  .describe("Why a call was refused (RFC 9457)");
