import { ConfigurationManager } from "../../node_modules/@azure/monitor-opentelemetry-exporter/dist/commonjs/_configuration/configurationManager";
import { registeredApp } from "../../local/host/functionsCore";
import { acceptInvitation, consent, linkTo, mailedLink, signOff } from "../support/people";
import { startIngestion, type Envelope, type Ingestion } from "../support/ingestion";
import { contosoRequest, startProduct, type Product } from "../support/product";

/** What the worker runs when it stops; the exporter sends by itself only every some seconds. */
async function flush(): Promise<void> {
  for (const hook of registeredApp().hooks("appTerminate")) await hook({ hookData: {} });
}

describe("the telemetry of a whole link", () => {
  let ingestion: Ingestion;
  let product: Product;
  let id = "";
  let secrets: string[] = [];
  beforeAll(async () => {
    ingestion = await startIngestion();
    product = await startProduct({
      settings: { APPLICATIONINSIGHTS_CONNECTION_STRING: ingestion.connectionString },
    });
    const { sandbox } = product;
    ({ id } = await product.post(contosoRequest(sandbox)));
    const mailed = [mailedLink(sandbox, "admin@contoso.onmicrosoft.com")];
    sandbox.setFault({ path: "/v1.0/invitations", status: 429, times: 1, retryAfter: 30 });
    const administrator = await consent(sandbox);
    await product.idle();
    await product.later({ seconds: 61 });
    mailed.push(mailedLink(sandbox, "partner.ops@outlook.com"));
    const account = await acceptInvitation(sandbox);
    await product.idle();
    mailed.push(linkTo(sandbox, "partner.ops@outlook.com", "/writeback"));
    sandbox.setFault({ path: "/tickets/hooks/", status: 503, times: 1 });
    await signOff(sandbox);
    await product.later({ seconds: 61 });
    const hops = [...administrator.page.hops, ...account.page.hops].map((url) => new URL(url));
    secrets = [
      ...mailed.map((url) => new URL(url).searchParams.get("t") ?? ""),
      ...hops.flatMap(({ searchParams: query }) =>
        ["code", "state", "nonce", "login_hint"].flatMap((name) => query.get(name) ?? []),
      ),
    ];
    await flush();
  });
  afterAll(async () => {
    await product.close();
    await ingestion.close();
  });

  const of = (baseType: string): Envelope["data"]["baseData"][] =>
    ingestion.envelopes
      .filter(({ data }) => data.baseType === baseType)
      .map(({ data }) => data.baseData);
  /** Sums of a metric, by the dimension that is asked for. */
  const sums = (name: string, by: string): Record<string, number> => {
    const found: Record<string, number> = {};
    for (const { metrics = [], properties = {} } of of("MetricData"))
      for (const metric of metrics)
        if (metric.name === `directory_link.${name}`)
          found[properties[by] ?? ""] = (found[properties[by] ?? ""] ?? 0) + metric.value;
    return found;
  };

  it("arrives", () => {
    expect(ingestion.envelopes.length).toBeGreaterThan(30);
  });

  it("has one span for each run of a step, with link, step and outcome", () => {
    const spans = of("RequestData").filter(({ name }) => name?.startsWith("step "));
    const lines = product.logs.filter((line) => line.includes('{"event":"step"'));
    expect(spans).toHaveLength(lines.length);
    for (const span of spans) expect(span.properties).toMatchObject({ linkId: id });
    const invited = spans.filter(({ name }) => name === "step inviteAccount");
    expect(invited.map(({ success }) => success)).toEqual([false, true]);
    expect(invited[0]?.properties).toMatchObject({
      ...{ step: "inviteAccount", outcome: "failed" },
      ...{ code: "throttled_by_graph", class: "throttled" },
    });
    expect(invited[1]?.properties).toMatchObject({ step: "inviteAccount", outcome: "done" });
  });

  it("has each call to Graph with host, method, path without values, status and request id", () => {
    const { host } = new URL(product.sandbox.url);
    const calls = of("RemoteDependencyData");
    expect(calls).toContainEqual(
      expect.objectContaining({
        ...{ name: "POST /v1.0/invitations", type: "Http", resultCode: "201", success: true },
        ...{ target: host, data: `https://${host}/v1.0/invitations` },
        properties: expect.objectContaining({
          ...{ linkId: id, step: "inviteAccount" },
          requestId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        }) as Record<string, string>,
      }),
    );
    expect(calls.map(({ name }) => name)).toContain("POST /v1.0/users/:id/sendMail");
    expect(calls.map(({ properties }) => properties?.["step"])).toContain("consentCallback");
    for (const { data } of calls) expect(data).not.toMatch(/[?&]|[0-9a-f]{8}-/);
  });

  it("counts links by status, waits by kind, retries by class and webhooks that failed", () => {
    expect(sums("links", "status")).toMatchObject({
      ...{ requested: 1, awaitingConsent: 1, awaitingSignIn: 1, linked: 1, completed: 1 },
    });
    expect(Object.keys(sums("waits", "kind")).sort()).toEqual(["consent", "signIn", "writeback"]);
    expect(sums("waits", "kind")["signIn"]).toBeGreaterThanOrEqual(0);
    expect(sums("retries", "class")).toMatchObject({ throttled: 1 });
    expect(sums("webhookFailures", "code")).toEqual({ "503": 1 });
    expect(sums("outboxAge", "")).toEqual({ "": 0 });
    expect(sums("able", "")[""]).toBeGreaterThan(0);
  });

  it("carries no address, name, token, cookie or address with a query", () => {
    const text = ingestion.text();
    expect(secrets.length).toBeGreaterThan(6);
    for (const secret of secrets) {
      expect(secret.length).toBeGreaterThan(8);
      expect(text).not.toContain(secret);
    }
    expect(text).not.toMatch(/@(outlook|contoso|fabrikam)|%40/);
    expect(text).not.toMatch(/Grace|Paula|Northwind|Contoso|CHG-4711|Turn on password/);
    expect(text).not.toMatch(/eyJ[\w-]{10}|Bearer|dl-consent|dl-signIn|set-cookie/i);
    expect(text).not.toMatch(/https?:\/\/[^"\s]*\?/);
  });

  it("goes to the ingestion endpoint alone: nothing of the package's own, no live metrics, no disk", () => {
    expect([...new Set(ingestion.paths)]).toEqual(["/v2.1/track"]);
    const manager = ConfigurationManager.getInstance() as unknown as { worker: unknown };
    expect(manager.worker).toBeUndefined();
    expect(ingestion.text()).not.toMatch(/statsbeat|Request_Success_Count/i);
  });
});
