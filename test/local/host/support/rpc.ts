import { app } from "@azure/functions";
import * as df from "durable-functions";
import type { TestHost } from "./host";

// Only the binding data says where the durable client's listener is.
const where = df.input.durableClient();
app.http("where", {
  extraInputs: [where],
  handler: (_request, context) => ({ jsonBody: context.extraInputs.get(where) }),
});

interface BindingData {
  readonly rpcBaseUrl: string;
}

/** Calls the durable client's endpoints as the SDK does, and shows the bare answers. */
export async function rpcOf(host: TestHost) {
  const { rpcBaseUrl } = (await (await fetch(`${host.url}/where`)).json()) as BindingData;
  return async (method: string, path: string, body?: string) => {
    const headers = { "content-type": "application/json" };
    const response = await fetch(`${rpcBaseUrl}${path}`, {
      method,
      ...(body !== undefined && { body, headers }),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text === "" ? undefined : (JSON.parse(text) as unknown),
      headers: response.headers,
    };
  };
}
