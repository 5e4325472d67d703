import { request as plainRequest, type Agent, type IncomingMessage } from "node:http";
import { request as tlsRequest } from "node:https";
import type { DeliveryCode } from "../domain/delivery";

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

/** What came was no answer, or came too late. */
export class NoAnswer extends Error {
  readonly code: DeliveryCode;
  constructor(code: DeliveryCode) {
    super(`no answer: ${code}`);
    this.code = code;
  }
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

/**
 * One post and its answer's status and headers, within three seconds from name to answer. No redirect is
 * followed. It always settles: a receiver may end the talk in ways that Node reports as no error.
 */
export function exchange({ url, headers, body, agent }: Post): Promise<Answered> {
  const send = agent ? tlsRequest : plainRequest;
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((resolve, reject) => {
    signal.addEventListener("abort", () => reject(new NoAnswer("too_slow")), { once: true });
    const request = send(
      url,
      {
        method: "POST",
        headers: { ...headers, "content-length": Buffer.byteLength(body) },
        agent: agent ?? false,
        ...{ maxHeaderSize, signal },
      },
      (answer) => {
        throwAway(answer);
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers });
      },
    );
    request.on("error", reject);
    // Asked to speak another protocol (101), Node hands the socket over and says nothing more.
    request.on("upgrade", (_answer, socket) => {
      socket.destroy();
      reject(new NoAnswer("bad_answer"));
    });
    request.on("close", () => reject(new NoAnswer("not_reached")));
    request.end(body);
  });
}
