import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { TicketPost } from "../facts";
import { html, type Html } from "../../../views/html";
import { json, type Answer, type Route, type SandboxRequest } from "../http/answer";
import { page } from "../page";
import { ticketOf } from "./ticketOf";
import { webhookFault } from "./webhookFault";

/** The ticket system's side: it takes what is signed for it at /tickets/hooks/… and shows what each ticket heard. */
export function ticketRoutes(context: SandboxContext): Route[] {
  return [
    {
      method: "POST",
      path: "/tickets/hooks/{rest…}",
      handle: (request) => receive(context, request),
    },
    { method: "GET", path: "/tickets", handle: () => overview(context) },
  ];
}

function receive(context: SandboxContext, request: SandboxRequest): Answer {
  const now = context.now();
  const fault = webhookFault(request, now);
  if (fault) return json(401, { error: "not_accepted", message: `This webhook ${fault}.` });
  const headers = Object.entries(request.headers).map(([name, value]) => [name, String(value)]);
  context.facts.tickets.push({
    id: randomUUID(),
    at: now.toISOString(),
    path: request.url.pathname + request.url.search,
    headers: Object.fromEntries(headers) as Record<string, string>,
    body: request.body,
  });
  return { status: 204 };
}

function overview(context: SandboxContext): Answer {
  const byTicket = Map.groupBy(context.facts.tickets, ticketOf);
  const sections = [...byTicket].map(
    ([ticket, posts]) =>
      html`<h2>${ticket}</h2>
        <ol>
          ${posts.map(onePost)}
        </ol>`,
  );
  return page({
    title: "Tickets",
    body: sections.length > 0 ? html`${sections}` : html`<p>No ticket has heard anything yet.</p>`,
  });
}

function onePost(post: TicketPost): Html {
  return html`<li>
    <p>${post.at} at <code>${post.path}</code></p>
    <pre>${readable(post.body)}</pre>
  </li>`;
}

function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
