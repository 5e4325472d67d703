import { OperationRefused } from "../engine/operations";
import { managementUrls } from "./clientData";
import type { RpcAnswer, RpcCall } from "./serveRpc";

/** POST orchestrators/{name}[/{id}] */
export function startInstance({ engine, path, query, body, baseUrl }: RpcCall): RpcAnswer {
  const [name = "", instanceId] = path;
  const id = engine.operations.start({
    name,
    instanceId: instanceId || undefined,
    input: body === "" ? null : checkJson(body),
    version: query.get("version") ?? undefined,
  });
  const urls = managementUrls(id, baseUrl);
  return {
    status: 202,
    body: urls,
    headers: { location: urls["statusQueryGetUri"] ?? "", "retry-after": "10" },
  };
}

/** POST instances/{id}/raiseEvent/{name} */
export function raiseEvent({ engine, path, body, contentType }: RpcCall): RpcAnswer {
  const [id = "", , name = ""] = path;
  // The extension looks at the instance first, then at the request.
  const running = engine.status(id)?.runtimeStatus;
  const isOpen = running === "Pending" || running === "Running";
  if (isOpen && !/^application\/json\s*(;|$)/i.test(contentType ?? ""))
    throw new OperationRefused(400, "Only application/json request content is supported");
  engine.operations.raiseEvent(id, name, isOpen ? checkJson(body) : body);
  return { status: 202 };
}

/** POST instances/{id}/terminate */
export function terminate({ engine, path, query }: RpcCall): RpcAnswer {
  engine.operations.terminate(path[0] ?? "", query.get("reason") ?? "");
  return { status: 202 };
}

function checkJson(text: string): string {
  try {
    JSON.parse(text);
    return text;
  } catch {
    throw new OperationRefused(400, "Invalid JSON content");
  }
}
