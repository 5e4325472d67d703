import { acting, reading, type ApiCall } from "./apiCall";
import { dryRuns, eventPages, linkPages, links, linksNow } from "./answerExamples";
import { linkRequests, searches } from "./requestExamples";

const tag = "Links";
const page = {
  200: { description: "A page of links, newest first", schema: "LinkPage", examples: linkPages },
} as const;

/** Asking for a link, and reading what became of it. */
export const linkCalls: readonly ApiCall[] = [
  {
    method: "post",
    path: "/api/v1/links",
    operationId: "createLink",
    tag,
    summary: "Ask for a link",
    description:
      "Checks the request, looks the directory up and starts: the administrator gets a mail. Safe to repeat, see Idempotency-Key. With `dryRun=true` it only says what would be done.",
    roles: ["Links.Request"],
    parameters: ["IdempotencyKey", "DryRun"],
    body: { schema: "LinkRequest", examples: linkRequests },
    answers: {
      200: {
        description: "With `dryRun=true`: what would be done",
        schema: "DryRun",
        examples: dryRuns,
      },
      202: {
        description: "The link is taken; its place is in Location",
        schema: "Link",
        headers: ["Location", "RetryAfter", "ETag"],
        examples: links,
      },
    },
    refusals: [
      ...(["directory_not_found", "directory_in_other_cloud", "duplicate_link"] as const),
      ...(["idempotency_key_reused", "limit_reached", "paused"] as const),
    ],
  },
  {
    method: "get",
    path: "/api/v1/links",
    operationId: "listLinks",
    tag,
    summary: "List your links",
    description:
      "Newest first. Every filter that is given has to hold. An operator sees everybody's.",
    roles: reading,
    parameters: ["Ticket", "Directory", "Status", "WaitingOn", "Top", "Continuation"],
    answers: page,
    refusals: ["invalid_cursor"],
  },
  {
    method: "post",
    path: "/api/v1/links/search",
    operationId: "searchLinks",
    tag,
    summary: "Find links by a mail address",
    description: "A POST, so that the address stays out of logs.",
    roles: reading,
    body: { schema: "Search", examples: searches },
    answers: page,
    refusals: ["invalid_cursor"],
  },
  {
    method: "get",
    path: "/api/v1/links/{id}",
    operationId: "getLink",
    tag,
    summary: "Read a link",
    description:
      "With If-None-Match the answer is 304 while nothing changed; with `Prefer: wait=20` as well, it is held until something does. HEAD answers the headers alone.",
    roles: reading,
    parameters: ["LinkId", "IfNoneMatch", "Prefer"],
    answers: {
      200: {
        description: "The link as it is now",
        schema: "Link",
        headers: ["ETag"],
        examples: linksNow,
      },
      304: { description: "You have this version", headers: ["ETag"] },
    },
  },
  {
    method: "get",
    path: "/api/v1/links/{id}/events",
    operationId: "listLinkEvents",
    tag,
    summary: "What happened to a link",
    description: "In order and without gaps.",
    roles: reading,
    parameters: ["LinkId", "AfterSeq"],
    answers: {
      200: { description: "Its events", schema: "EventPage", examples: eventPages },
    },
  },
  {
    method: "get",
    path: "/api/v1/links/{id}/evidence",
    operationId: "getEvidence",
    tag,
    summary: "The evidence of a link",
    description:
      "All that is known: timeline, plan, who agreed, calls to Microsoft, mails sent, what was undone. With `Accept: text/html` it is a page to print.",
    roles: [...acting, "Links.Read"],
    parameters: ["LinkId"],
    answers: {
      200: { description: "The evidence", schema: "Evidence", alsoAs: ["text/html"] },
    },
    refusals: ["not_acceptable"],
  },
];
