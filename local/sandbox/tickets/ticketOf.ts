import { z } from "zod";
import type { TicketPost } from "../facts";

const ticket = z
  .object({ ticket: z.object({ id: z.string() }) })
  .transform((value) => value.ticket.id);
const shape = z.union([ticket, z.object({ data: ticket }).transform((value) => value.data)]);

/** The ticket that a post is about: by its body, plain or CloudEvents, else by the address it came to. */
export function ticketOf(post: TicketPost): string {
  const parsed = shape.safeParse(parse(post.body));
  return parsed.success ? parsed.data : post.path;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
