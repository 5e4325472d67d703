import { HttpRequest, type HttpResponseInit } from "@azure/functions";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { RegisteredDoor } from "../../functions/registeredDoor";
import { styleSheet } from "../../views/styleSheet";
import { aContext } from "./fakesHttp";

const matches = (route: string, path: string): Record<string, string> | undefined => {
  const wanted = route.split("/");
  const parts = path.split("/").slice(1);
  if (wanted.length !== parts.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, part] of wanted.entries()) {
    const given = parts[index] ?? "";
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name) params[name] = given;
    else if (part !== given) return undefined;
  }
  return params;
};

async function bodyOf(message: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

async function answer(doors: readonly RegisteredDoor[], message: IncomingMessage, url: string) {
  const { pathname } = new URL(url);
  if (pathname === "/style.css")
    return { status: 200, headers: { "content-type": "text/css" }, body: styleSheet };
  const { method = "GET", headers } = message;
  for (const { route, methods, handler } of doors) {
    const params = matches(route, pathname);
    if (!params || !methods.some((one) => one === method)) continue;
    const text = await bodyOf(message);
    const request = new HttpRequest({
      ...{ method, url, params, headers: headers as Record<string, string> },
      ...(method === "POST" ? { body: { string: text } } : {}),
    });
    return handler(request, aContext());
  }
  return { status: 404, headers: { "content-type": "text/plain" }, body: "nothing here" };
}

const cookieLine = ({ name, value, maxAge }: NonNullable<HttpResponseInit["cookies"]>[number]) =>
  `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${maxAge === undefined ? "" : `; Max-Age=${String(maxAge)}`}`;

export interface OpsServer {
  readonly url: string;
  /** From now on every request fails on the way. */
  down: boolean;
  close(): Promise<void>;
}

/** The doors of /ops on a port of this machine, for a browser. */
export async function serveOps(doors: () => readonly RegisteredDoor[]): Promise<OpsServer> {
  const server = createServer((message, response) => {
    if (running.down) return void message.socket.destroy();
    void answer(doors(), message, `${running.url}${message.url ?? "/"}`).then((given) => {
      const headers = new Headers(given.headers as Record<string, string>);
      for (const [name, value] of headers) response.setHeader(name, value);
      const { cookies = [] } = given as HttpResponseInit;
      if (cookies.length > 0) response.setHeader("set-cookie", cookies.map(cookieLine));
      response.writeHead(given.status ?? 200).end(given.body as string | undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const running = {
    url: `http://localhost:${String(port)}`,
    down: false,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => {
          resolve();
        });
      }),
  };
  return running;
}
