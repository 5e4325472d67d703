import type { HttpResponseInit } from "@azure/functions";
import { HttpRequest } from "@azure/functions";
import type { CallRecord } from "../../domain/callRecords";
import { actions, type Action } from "../../domain/actions";
import { LinkError } from "../../domain/errors";
import { objectId } from "../../domain/ids";
import type { Link, StoredEvent } from "../../domain/link";
import { summaryOf, type ListFilter, type Listing, type LinkSummary } from "../../domain/listing";
import { opsDoors, type OpsPorts } from "../../functions/opsDoors";
import { EarlyAnswer, Refused, seeOther } from "../../functions/page";
import { aCaller } from "./aLink";
import { aContext } from "./fakesHttp";
import { testNow } from "./fakesLinks";

export const csrf = "the-operators-token";
const session = "dl-ops=signed-in";
const oid = objectId.parse("0f0f0f0f-2222-4333-8444-555555555555");

/** Lists in memory, newest first; a continuation is the number of the next row. */
export function fakeListing(links: readonly Link[]): Listing {
  const fits = (link: Link, summary: LinkSummary, filter: ListFilter): boolean =>
    (!filter.status || summary.status === filter.status) &&
    (!filter.waitingOn || summary.waitingOn === filter.waitingOn) &&
    (!filter.ticket || summary.ticket?.id === filter.ticket) &&
    (!filter.directory || summary.directory.domain === filter.directory) &&
    (!filter.address ||
      [link.administrator.email, link.request.account.email].includes(filter.address));
  return {
    page({ callerIds, filter, top, continuation }) {
      const from = Number(continuation ?? 0);
      if (!Number.isInteger(from))
        throw new LinkError({ code: "invalid_cursor", class: "final" }, "not one of ours");
      const all = links
        .filter((link) => callerIds.includes(link.callerId))
        .map((link) => ({ link, summary: summaryOf(link) }))
        .filter(({ link, summary }) => fits(link, summary, filter))
        .sort((a, b) => Date.parse(b.link.createdAt) - Date.parse(a.link.createdAt));
      const items = all.slice(from, from + top).map(({ summary }) => summary);
      const next = from + top < all.length ? String(from + top) : null;
      return Promise.resolve({ items, continuation: next });
    },
  };
}

export interface Acted {
  readonly action: Action;
  readonly id: string;
  readonly by: string;
  readonly body: unknown;
}

interface Given {
  readonly links: readonly Link[];
  readonly events?: readonly StoredEvent[];
  readonly calls?: readonly CallRecord[];
  readonly allowed?: (link: Link) => readonly Action[];
  readonly now?: () => string;
  readonly publicUrl?: string;
  readonly paused?: boolean;
}

/** The doors of /ops with everything behind them in memory. */
export function opsStage(given: Given) {
  const { links, events = [], calls = [], now = () => testNow } = given;
  const acted: Acted[] = [];
  const behind: { refuse: Error | undefined } = { refuse: undefined };
  const isIn = (request: HttpRequest): boolean =>
    (request.headers.get("cookie") ?? "").split("; ").includes(session);
  const ports: OpsPorts = {
    listing: fakeListing(links),
    links: {
      read: (id) => Promise.resolve(links.find((link) => link.id === id)),
      events: () => Promise.resolve([...events]),
    },
    calls: { of: () => Promise.resolve(calls) },
    callers: [aCaller(), aCaller({ id: "portal", displayName: "Northwind Portal" })],
    knownCallers: () => Promise.resolve([aCaller().id, "portal"]),
    allowedActions: given.allowed ?? (() => actions),
    act: (link, { action, by, body }) => {
      if (behind.refuse) return Promise.reject(behind.refuse);
      acted.push({ action, id: link.id, by, body });
      return Promise.resolve(link);
    },
    evidence: {
      page: (link) =>
        Promise.resolve({
          status: 200,
          body: `<!doctype html><title>Evidence of ${link.id}</title>`,
        }),
      json: (link) => Promise.resolve({ id: link.id }),
    },
    desk: {
      requireOperator: (request) =>
        isIn(request)
          ? Promise.resolve({ oid, name: "Olga Operator", sessionId: "session-1" })
          : Promise.reject(new EarlyAnswer(seeOther("/ops/signin"))),
      formToken: () => csrf,
      checkFormToken(_operator, form) {
        if (form.get("csrf") !== csrf) throw new Refused("form_expired", { status: 403 });
      },
    },
    settings: {
      publicUrl: given.publicUrl ?? "https://link.example",
      paused: given.paused ?? false,
      appId: "app",
    },
    now,
  };
  const noted: { last: HttpRequest | undefined } = { last: undefined };
  return { ...{ acted, behind, ports, noted }, doors: opsDoors(ports), session };
}

export type OpsStage = ReturnType<typeof opsStage>;

interface Asked {
  readonly params?: Record<string, string>;
  readonly headers?: Record<string, string>;
  readonly form?: Record<string, string>;
}

/** One request to the door of this name, signed in unless its headers say otherwise. */
export function ask(
  stage: OpsStage,
  name: string,
  path: string,
  { params = {}, headers = {}, form }: Asked = {},
): Promise<HttpResponseInit> {
  const door = stage.doors.find((one) => one.name === name);
  if (!door) throw new Error(`no door ${name}`);
  const request = (stage.noted.last = new HttpRequest({
    method: form ? "POST" : "GET",
    url: `https://link.example${path}`,
    params,
    headers: {
      cookie: session,
      ...(form ? { "content-type": "application/x-www-form-urlencoded" } : {}),
      ...headers,
    },
    ...(form ? { body: { string: new URLSearchParams(form).toString() } } : {}),
  }));
  return door.handler(request, aContext());
}
