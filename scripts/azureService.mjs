// Calls of Microsoft Graph and Azure Resource Manager with the deployer's token.
import { setTimeout } from "node:timers/promises";
import { Mistake } from "./program.mjs";

const attempts = 4;
const timeoutMs = 30_000;
const isBusy = (status) => [429, 503, 504].includes(status);

/** A refusal of the service; what it said is in the message, unless the request held a secret. */
export class Refusal extends Mistake {
  constructor(message, { status, code = "" }) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * One service as `call(method, path, { body, headers, needs, isSecret })`: its JSON, or a Refusal. `needs`
 * is the role that a 403 asks for; with `isSecret` no word of the service's answer is repeated.
 * `origin` comes from clouds.mjs, which has looked at it: the token goes there.
 */
export function createService({ name, origin, resource, tokenFor }) {
  if (!origin) throw new Mistake(`There is no address of ${name} beside the other local ones.`);
  const send = async (method, path, { body, headers = {} }) => {
    const request = {
      method,
      headers: {
        ...headers,
        authorization: `Bearer ${await tokenFor(resource)}`,
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      redirect: "error",
      signal: AbortSignal.timeout(timeoutMs),
    };
    try {
      return await fetch(origin + path, request);
    } catch (error) {
      const why = error.cause?.code ?? error.name;
      throw new Mistake(`${name} does not answer (${why}). Start again; nothing is done twice.`);
    }
  };
  return async function call(method, path, options = {}) {
    let response = await send(method, path, options);
    for (let tried = 1; isBusy(response.status) && tried < attempts; tried += 1) {
      const seconds = Number(response.headers.get("retry-after") ?? 2 ** tried);
      await setTimeout(Math.min(seconds, 60) * 1000);
      response = await send(method, path, options);
    }
    const text = await response.text();
    if (!response.ok) throw refusalOf({ name, method, path, response, text, ...options });
    return text === "" ? undefined : JSON.parse(text);
  };
}

function refusalOf({ name, method, path, response, text, needs, isSecret }) {
  const { status, headers } = response;
  const { code = "", message = "" } = errorOf(text);
  const id = headers.get("request-id") ?? headers.get("x-ms-request-id");
  const quoted = isSecret || message === "" ? "" : `: ${message.split("\n")[0]}`;
  const lines = [
    `${name} answered ${status} ${code} to ${method} ${path.split("?")[0]}${quoted}`,
    ...(status === 401 ? ["Sign in again: az login or azd auth login"] : []),
    ...(status === 403 && needs ? [`Whoever runs this needs ${needs}.`] : []),
    ...(id ? [`Its id, for Microsoft's support: ${id}`] : []),
  ];
  return new Refusal(lines.join("\n"), { status, code });
}

function errorOf(text) {
  try {
    return JSON.parse(text).error ?? {};
  } catch {
    return {};
  }
}

/** Undefined where the service does not have it. */
export async function ifThere(promise) {
  try {
    return await promise;
  } catch (error) {
    if (error instanceof Refusal && error.status === 404) return undefined;
    throw error;
  }
}

/** Graph shows what was just made only after a while: says "not there" until then. */
export async function patiently(seconds, act) {
  const until = Date.now() + seconds * 1000;
  for (let waitMs = 500; ; waitMs *= 2) {
    try {
      return await act();
    } catch (error) {
      if (!isNotYet(error) || Date.now() + waitMs > until) throw error;
      await setTimeout(waitMs);
    }
  }
}

const isNotYet = (error) =>
  error instanceof Refusal &&
  (error.status === 404 ||
    (error.status === 400 && /does not reference a valid application/i.test(error.message)));
