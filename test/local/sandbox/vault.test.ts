import { request } from "node:https";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import type { SandboxVault } from "../../../local/sandbox/vault/startVault";

interface Answered {
  readonly status: number;
  readonly challenge: string | undefined;
  readonly body: {
    readonly value?: unknown;
    readonly nextLink?: string | null;
    readonly error?: { readonly code: string; readonly innererror?: { readonly code: string } };
  };
}

describe("the vault of the sandbox", () => {
  let sandbox: Sandbox;
  let vault: SandboxVault;
  let token: string;
  let version: string;
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    token = await tokenFor("https://vault.azure.net");
  });
  beforeEach(async () => {
    vault = await sandbox.startVault();
    version = vault.add("keys", { value: "secret" });
  });
  afterEach(() => vault.close());
  afterAll(() => sandbox.close());

  async function tokenFor(resource: string): Promise<string> {
    const { IDENTITY_ENDPOINT = "", IDENTITY_HEADER = "" } = sandbox.settings();
    const url = `${IDENTITY_ENDPOINT}?api-version=2019-08-01&resource=${resource}`;
    const answer = await fetch(url, { headers: { "x-identity-header": IDENTITY_HEADER } });
    return ((await answer.json()) as { access_token: string }).access_token;
  }

  const get = (path: string, bearer: string | null = token, ca: string | undefined = undefined) =>
    new Promise<Answered>((resolve, reject) => {
      const headers = bearer === null ? {} : { authorization: `Bearer ${bearer}` };
      const asked = request(
        new URL(path, vault.url),
        { ca: ca ?? vault.certificate, headers },
        (answer) => {
          let text = "";
          answer.setEncoding("utf8").on("data", (part: string) => (text += part));
          answer.on("end", () =>
            resolve({
              status: answer.statusCode ?? 0,
              challenge: answer.headers["www-authenticate"],
              body: JSON.parse(text) as Answered["body"],
            }),
          );
        },
      );
      asked.on("error", reject).end();
    });
  const current = () => `/secrets/keys/${version}?api-version=7.6`;

  it("is https with a certificate that nobody trusts by themselves", async () => {
    const other = await sandbox.startVault();
    await expect(get(current(), token, other.certificate)).rejects.toThrow(/self.signed/i);
    await other.close();
    expect((await get(current())).body).toMatchObject({ value: "secret" });
  });

  it("says where tokens come from to whoever has none, and takes none of another service", async () => {
    const others = ["https://graph.microsoft.com", "https://storage.azure.com"].map(tokenFor);
    for (const bearer of [null, "nonsense", ...(await Promise.all(others))]) {
      const refused = await get(current(), bearer);
      expect(refused.status).toBe(401);
      expect(refused.challenge).toMatch(
        /^Bearer authorization="https:\/\/login\.windows\.net\/[\w-]+", resource="https:\/\/vault\.azure\.net"$/,
      );
    }
  });

  it("refuses an identity without the role", async () => {
    vault.role = null;
    const error = { code: "Forbidden", innererror: { code: "ForbiddenByRbac" } };
    expect(await get(current())).toMatchObject({ status: 403, body: { error } });
    expect(await get("/secrets/keys/versions?api-version=7.6")).toMatchObject({ status: 403 });
  });

  it("knows no other secret or version, and no call without a version of the API", async () => {
    const gone = { status: 404, body: { error: { code: "SecretNotFound" } } };
    expect(await get("/secrets/other/versions?api-version=7.6")).toMatchObject(gone);
    expect(await get(`/secrets/keys/${"0".repeat(32)}?api-version=7.6`)).toMatchObject(gone);
    expect((await get(`/secrets/keys/${version}`)).status).toBe(400);
    expect((await get("/keys?api-version=7.6")).status).toBe(501);
  });

  it("gives the value of an expired version, and none of a disabled one", async () => {
    vault.change("keys", version, { expires: new Date(0) });
    expect(await get(current())).toMatchObject({ status: 200, body: { attributes: { exp: 0 } } });
    vault.change("keys", version, { enabled: false });
    const error = { code: "Forbidden", innererror: { code: "SecretDisabled" } };
    expect(await get(current())).toMatchObject({ status: 403, body: { error } });
  });

  it("lists versions in pages, with their attributes and without their values", async () => {
    for (let i = 0; i < 25; i += 1) vault.add("keys", { value: "secret" });
    const first = await get("/secrets/keys/versions?api-version=7.6");
    expect(first.body.value).toHaveLength(25);
    const rest = await get(first.body.nextLink ?? "");
    expect(rest.body).toMatchObject({ nextLink: null });
    expect(rest.body.value).toHaveLength(1);
    const all = [first, rest].flatMap(({ body }) => body.value as object[]);
    expect(JSON.stringify(all)).not.toContain('secret"');
    expect(all[0]).toEqual({
      id: expect.stringMatching(/\/secrets\/keys\/[0-9a-f]{32}$/) as unknown,
      attributes: expect.objectContaining({ enabled: true }) as unknown,
    });
    expect((await get("/secrets/keys/versions?api-version=7.6&maxresults=26")).status).toBe(400);
  });
});
