import { request as plainRequest, type Agent, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";

export interface Post {
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Undefined: plain http to this machine, without any agent. */
  readonly agent: Agent | undefined;
}
export interface Answered {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
}

const timeoutMs = 3000;
const maxHeaderSize = 8 * 1024;
const maxBodyBytes = 4 * 1024;

/** Nobody reads the body; a small one is let in so that the receiver sees its answer taken. */
function throwAway(answer: IncomingMessage): void {
  let size = 0;
  answer.on("error", () => undefined);
  answer.on("data", (part: Buffer) => {
    size += part.length;
    if (size > maxBodyBytes) answer.destroy();
  });
}

/** One post and its answer's status and headers, within three seconds from name to answer. No redirect is followed. */
export function exchange({ url, headers, body, agent }: Post): Promise<Answered> {
  const send = agent ? tlsRequest : plainRequest;
  return new Promise((resolve, reject) => {
    const request = send(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent: agent ?? false,
        maxHeaderSize,
        signal: AbortSignal.timeout(timeoutMs),
      },
      (answer) => {
        throwAway(answer);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
      },
    );
    request.on("error", reject);
    request.end(body);
  });
}
