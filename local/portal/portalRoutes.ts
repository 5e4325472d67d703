import { html, render } from "../../views/html";
import { formOf, type Answer, type Route, type SandboxRequest } from "../sandbox/http/answer";
import { createProductApi, type ProductApi } from "../stack/productApi";
import type { Stack } from "../stack";
import { portalPage, seeOther } from "./frame";
import { linkPage, noLinkPage } from "./linkPage";
import { ticketTable } from "./listView";
import { startPage } from "./startPage";
import {
  fieldsOf,
  refusalOf,
  requestOf,
  sensibleFields,
  type Fields,
  type Refusal,
} from "./ticketForm";
import { createTicketList, type TicketList } from "./ticketList";

interface Portal {
  readonly stack: Stack;
  readonly api: ProductApi;
  readonly tickets: TicketList;
}

type Handler = (
  portal: Portal,
  request: SandboxRequest,
  params: Readonly<Record<string, string>>,
) => Promise<Answer>;

/** Browsers say where a form came from; other sites have no business here. */
function isOwnForm({ headers }: SandboxRequest): boolean {
  if (headers.origin === undefined) return true;
  return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}

const noAnswer = (error: unknown): Answer =>
  portalPage({
    title: "The app does not answer",
    lead: html`<p>${error instanceof Error ? error.message : String(error)}</p>`,
    body: html`<p><a href="/">Try again</a></p>`,
    status: 503,
  });

async function start(
  { stack, tickets }: Portal,
  fields: Fields,
  refusal?: Refusal,
): Promise<Answer> {
  return startPage({
    fields,
    refusal,
    tickets: await tickets.now(),
    people: stack.sandbox.facts.people,
    now: stack.sandbox.now(),
    appUrl: stack.url,
    logFile: stack.logFile,
  });
}

async function ask(portal: Portal, request: SandboxRequest): Promise<Answer> {
  const fields = fieldsOf(formOf(request));
  const hooks = `${portal.stack.sandbox.url}/tickets/hooks`;
  const { status, link, problem } = await portal.api.ask(requestOf(fields, hooks));
  if (!link) return start(portal, fields, refusalOf(status, problem ?? {}));
  portal.tickets.add({ id: fields.ticket, linkId: link.id });
  return seeOther(`/portal/links/${link.id}?new=1`);
}

async function listAlone({ tickets }: Portal): Promise<Answer> {
  return portalPage({
    title: "Tickets and their links",
    lead: html`<p><a href="/">Back to the start page</a></p>`,
    refresh: 2,
    body: html`<section>${ticketTable(await tickets.now())}</section>`,
  });
}

const fragment = (tickets: Awaited<ReturnType<TicketList["now"]>>): Answer => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" },
  body: render(ticketTable(tickets)),
});

const showLink: Handler = async ({ api }, request, { id = "" }) => {
  const { status, link, problem } = await api.link(id);
  if (!link)
    return noLinkPage(status, problem?.detail ?? problem?.title ?? "There is no such link.");
  return linkPage(link, request.url.searchParams.has("new"));
};

const tell =
  (action: "cancel" | "end"): Handler =>
  async ({ api }, _request, { id = "" }) => {
    const { status, link, problem } = await api[action](id);
    return link ? seeOther(`/portal/links/${id}`) : noLinkPage(status, problem?.detail ?? "");
  };

const hourMs = 60 * 60 * 1000;
const mostHours = 24 * 60;

/** Day by day, so that every reminder on the way goes out in its time. */
async function moveClock({ stack }: Portal, request: SandboxRequest): Promise<Answer> {
  const wanted = Number(formOf(request).get("hours"));
  let hours = Number.isInteger(wanted) ? Math.min(Math.max(wanted, 0), mostHours) : 0;
  for (; hours > 0; hours -= 24) await stack.moveClock(Math.min(hours, 24) * hourMs);
  return seeOther("/");
}

async function restartHost({ stack }: Portal): Promise<Answer> {
  await stack.killHost();
  await stack.startHost();
  return seeOther("/");
}

const pages: readonly (readonly [Route["method"], string, Handler])[] = [
  ["GET", "/", async (portal) => start(portal, sensibleFields(await portal.tickets.nextId()))],
  ["POST", "/portal/links", ask],
  ["GET", "/portal/tickets", listAlone],
  ["GET", "/portal/tickets/list", async ({ tickets }) => fragment(await tickets.now())],
  ["GET", "/portal/links/{id}", showLink],
  ["POST", "/portal/links/{id}/cancel", tell("cancel")],
  ["POST", "/portal/links/{id}/end", tell("end")],
  ["POST", "/portal/clock", moveClock],
  ["POST", "/portal/host", restartHost],
];

/** The ticketing system's pages, served by the sandbox in front of its own. */
export function portalRoutes(stack: () => Stack): Route[] {
  let portal: Portal | undefined;
  const open = (): Portal => {
    if (portal) return portal;
    const api = createProductApi(stack().url);
    return (portal = { stack: stack(), api, tickets: createTicketList(api) });
  };
  return pages.map(([method, path, handler]) => ({
    method,
    path,
    handle: async (request, params) => {
      if (method === "POST" && !isOwnForm(request))
        return portalPage({
          title: "Refused",
          body: html`<p>This form came from another site.</p>`,
          status: 403,
        });
      try {
        return await handler(open(), request, params);
      } catch (error) {
        return noAnswer(error);
      }
    },
  }));
}
