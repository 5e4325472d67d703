import { z } from "zod";
import { json, type Answer, type Route, type SandboxRequest } from "../http/answer";
import type { Sandbox } from "../startSandbox";

const faultShape = z.strictObject({
  method: z.string().optional(),
  path: z.string().min(1),
  kind: z.enum(["refuse", "drop", "garbage"]).optional(),
  delayMs: z.int().min(0).max(60_000).optional(),
  location: z.string().optional(),
  status: z.int().min(100).max(599).optional(),
  code: z.string().optional(),
  message: z.string().optional(),
  retryAfter: z.int().min(0).optional(),
  body: z.unknown().optional(),
  times: z.int().min(1).default(1),
});
const clockShape = z.strictObject({ offsetMs: z.number() });
const publicUrlShape = z.strictObject({ publicUrl: z.url() });
const settingsShape = z.strictObject({
  freshGuestDelayMs: z.number().min(0).optional(),
  freshRoleDelayMs: z.number().min(0).optional(),
});

/** The same controls over HTTP as in code, for a sandbox in a process of its own. */
export function controlRoutes(sandbox: Sandbox): Route[] {
  const get = (path: string, read: (request: SandboxRequest) => unknown): Route => ({
    method: "GET",
    path: `/sandbox/${path}`,
    handle: (request) => json(200, read(request)),
  });
  return [
    get("state", () => ({ now: sandbox.now().toISOString(), ...sandbox.facts })),
    get("settings", () => sandbox.settings()),
    get("requests", () => sandbox.requests()),
    get("tickets", () => sandbox.tickets()),
    get("mails", (request) => sandbox.mails(request.url.searchParams.get("to") ?? undefined)),
    post("reset", z.unknown(), () => sandbox.reset()),
    post("faults", faultShape, (fault) => sandbox.setFault(fault)),
    post("clock", clockShape, ({ offsetMs }) => sandbox.setClock(offsetMs)),
    post("public-url", publicUrlShape, ({ publicUrl }) => sandbox.setPublicUrl(publicUrl)),
    post(
      "settings",
      settingsShape,
      (settings) => void Object.assign(sandbox.facts.settings, settings),
    ),
  ];
}

/** Only JSON is taken: a form of some web page can't send that without asking first. */
function post<T>(path: string, shape: z.ZodType<T>, act: (value: T) => void): Route {
  const handle = (request: SandboxRequest): Answer => {
    if (!request.headers["content-type"]?.startsWith("application/json")) {
      return json(415, { error: "json_only", message: "Send application/json." });
    }
    const parsed = shape.safeParse(parse(request.body));
    if (!parsed.success)
      return json(400, { error: "bad_control", message: z.prettifyError(parsed.error) });
    act(parsed.data);
    return { status: 204 };
  };
  return { method: "POST", path: `/sandbox/${path}`, handle };
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body === "" ? "{}" : body);
  } catch {
    return undefined;
  }
}
