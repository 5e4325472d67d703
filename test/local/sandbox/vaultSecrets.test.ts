import type { Vault } from "../../../local/sandbox/applicationFacts";
import { startBench, tenant, unchanged, type Bench } from "./support/bench";
import { tenantIds } from "../../../local/sandbox/ids";

let bench: Bench;
let vault: Vault;
beforeAll(async () => {
  bench = await startBench();
});
afterAll(() => bench.close());

const id =
  "/subscriptions/5ab00000-0000-4000-8000-000000000001/resourceGroups/rg/providers/Microsoft.KeyVault/vaults/kv";
beforeEach(() => {
  bench.sandbox.reset();
  const olga = tenant(bench, tenantIds.fabrikam).users.find((one) => one.personId === "olga");
  vault = { id, name: "kv", writerIds: [olga?.id ?? ""], secrets: [] };
  bench.sandbox.facts.vaults.push(vault);
});

const version = "?api-version=2023-07-01";
const send = async (method: "GET" | "PUT", path: string, body?: object, personId = "olga") => {
  const response = await fetch(bench.sandbox.url + path, {
    method,
    headers: {
      authorization: `Bearer ${bench.sandbox.cliToken(personId, "arm")}`,
      "content-type": "application/json",
    },
    body: body ? JSON.stringify(body) : null,
  });
  return { status: response.status, text: await response.text() };
};
const put = (properties: object, more: object = {}) =>
  send("PUT", `${id}/secrets/keys${version}`, { properties, ...more });

describe("a vault's secret in the management plane", () => {
  it("gets a version with each write, and never shows a value", async () => {
    const first = await put({ value: "one" }, { tags: { a: "b" } });
    const second = await put({ value: "two" });
    const shown = await send("GET", `${id}/secrets/keys${version}`);
    expect([first.status, second.status, shown.status]).toEqual([201, 200, 200]);
    expect(vault.secrets[0]?.versions.map(({ value }) => value)).toEqual(["one", "two"]);
    for (const { text } of [first, second, shown]) expect(text).not.toMatch(/"(one|two)"/);
    const newest = vault.secrets[0]?.versions.at(-1)?.id ?? "";
    expect(shown.text).toContain(`https://kv.vault.azure.net/secrets/keys/${newest}`);
    expect(JSON.parse(shown.text)).toMatchObject({ tags: {} });
  });

  it.each<[string, () => ReturnType<typeof send>, number, string]>([
    [
      "a secret that is not there",
      () => send("GET", `${id}/secrets/x${version}`),
      404,
      "SecretNotFound",
    ],
    ["another vault", () => send("GET", `${id}x/secrets/x${version}`), 404, "ResourceNotFound"],
    ["no version of the API", () => send("GET", `${id}/secrets/x`), 400, "MissingApiVersion"],
    [
      "another version",
      () => send("GET", `${id}/secrets/x?api-version=2015-06-01`),
      400,
      "InvalidApiVersion",
    ],
    ["no value", () => put({ contentType: "text/plain" }), 400, "InvalidRequestContent"],
    [
      "an unknown property",
      () => put({ value: "one", secret: true }),
      400,
      "InvalidRequestContent",
    ],
    [
      "a name of another shape",
      () => send("PUT", `${id}/secrets/a_b${version}`, {}),
      400,
      "BadRequest",
    ],
    [
      "somebody without the role",
      () => send("PUT", `${id}/secrets/x${version}`, { properties: { value: "one" } }, "olivia"),
      403,
      "Microsoft.KeyVault/vaults/secrets/write",
    ],
  ])("refuses %s", async (_what, act, status, words) => {
    const refused = await unchanged(bench, act);
    expect([refused.status, refused.text]).toEqual([status, expect.stringContaining(words)]);
  });
});
