import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { app } from "@azure/functions";
import { createMovableClock } from "../../../local/clock";
import { startHost } from "../../../local/host/startHost";
import { hostForTest, stopHosts } from "./support/host";

app.http("one", { route: "links/{id}", handler: () => ({ body: "ok" }) });
app.http("plain", { handler: () => ({ body: "ok" }) });
app.http("logs", {
  handler: (_request, context) => {
    context.log("saw token=s3cret", 42);
    return { body: "ok" };
  },
});

afterEach(stopHosts);

describe("the log", () => {
  it("has one line per request with the path and never the query", async () => {
    const host = await hostForTest();
    await fetch(`${host.url}/links/abc?t=s3cret`);
    await fetch(`${host.url}/nowhere?t=s3cret`);
    await host.stop();
    const requests = host.lines.filter((line) => line.startsWith("Executed HTTP request: "));
    const shown = requests.map(
      (line) => JSON.parse(line.slice("Executed HTTP request: ".length)) as unknown,
    );
    expect(shown).toMatchObject([
      {
        method: "GET",
        uri: "/links/abc",
        status: 200,
        duration: expect.any(Number) as number,
      },
      { method: "GET", uri: "/nowhere", status: 404 },
    ]);
    expect(host.lines.join("\n")).not.toContain("s3cret");
  });

  it("hides what follows a credential's name in a function's own lines", async () => {
    const host = await hostForTest();
    await fetch(`${host.url}/logs`);
    expect(host.lines).toContain("[information] logs: saw [Hidden Credential]");
  });
});

describe("the port", () => {
  it("answers on localhost and on both loopback addresses", async () => {
    const { port, url } = await hostForTest();
    expect(url).toBe(`http://localhost:${port}`);
    expect((await fetch(`http://127.0.0.1:${port}/plain`)).status).toBe(200);
    expect((await fetch(`${url}/plain`)).status).toBe(200);
  });

  it("that is busy is named, together with the setting", async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
    const { port } = other.address() as AddressInfo;
    const starting = startHost({
      port,
      stateFile: ":memory:",
      hostJson: {},
      clock: createMovableClock(),
      log: () => undefined,
    });
    await expect(starting).rejects.toThrow(
      `Port ${port} is in use. Stop what uses it, or set PORT to another number.`,
    );
    other.close();
  });
});
