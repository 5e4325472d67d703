import dns, { promises, type LookupAddress } from "node:dns";
import { readFile } from "node:fs/promises";
import { createNameLookup } from "../../adapters/nameLookup";
import { createTicketHook } from "../../adapters/ticketHook";
import { aCaller } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { startNameServer, type NameServer } from "../support/nameServer";

const six = "2606:4700:0000:0000:0000:0000:0000:0001";

describe("looking a callback's name up", () => {
  let server: NameServer;
  beforeAll(async () => {
    server = await startNameServer({
      ...{ "both.example": ["203.0.114.1", "203.0.114.2", six], "four.example": ["203.0.114.1"] },
      ...{ "six.example": [six], "inside.example": ["203.0.114.1", "10.0.0.4"] },
      ...{ "inside6.example": ["203.0.114.1", "fd00:0ec2:0000:0000:0000:0000:0000:0254"] },
      ...{ "empty.example": [], "silent.example": null },
    });
  });
  afterEach(() => jest.restoreAllMocks());
  afterAll(() => server.close());

  const look = (name: string, options: { all?: boolean; family?: number } = { all: true }) =>
    new Promise<readonly LookupAddress[]>((resolve, reject) =>
      createNameLookup([server.address])(name, options, (error, found, family = 0) => {
        if (error) return reject(error);
        resolve(typeof found === "string" ? [{ address: found, family }] : found);
      }),
    );
  const addresses = async (...asked: Parameters<typeof look>) =>
    (await look(...asked)).map(({ address, family }) => `${address} ${String(family)}`);

  it("finds every address of both kinds", async () => {
    expect((await addresses("both.example")).sort()).toEqual(
      ["203.0.114.1 4", "203.0.114.2 4", "2606:4700::1 6"].sort(),
    );
  });

  it.each([
    ["four.example", "203.0.114.1 4"],
    ["six.example", "2606:4700::1 6"],
  ])("is content with the one kind that %s has", async (name, address) => {
    expect(await addresses(name)).toEqual([address]);
  });

  it("gives the one or the kind that is asked for", async () => {
    expect(await addresses("four.example", {})).toEqual(["203.0.114.1 4"]);
    expect(await addresses("both.example", { all: true, family: 6 })).toEqual(["2606:4700::1 6"]);
    expect(await addresses("both.example", { family: 4 })).toHaveLength(1);
  });

  it.each(["nobody.example", "empty.example", "localhost"])(
    "knows no address of %s, whatever this machine's own files say",
    async (name) => {
      await expect(look(name)).rejects.toMatchObject({ code: "ENOTFOUND" });
    },
  );

  const post = (name: string, lookup = createNameLookup([server.address])) =>
    createTicketHook({ localCallbacks: undefined, now: () => testNow, agent: { lookup } }).post({
      ...{ url: `https://${name}/hook`, id: "link.1", body: {} },
      caller: aCaller({ callbackHosts: [name] }),
    });

  it.each(["inside.example", "inside6.example"])(
    "leads nowhere where one of the addresses is inside (%s)",
    async (name) => {
      expect(await post(name)).toMatchObject({ code: "address_refused" });
    },
  );

  it("says that a name is not known where nobody knows it", async () => {
    expect(await post("nobody.example")).toMatchObject({ code: "name_not_found" });
  });

  it("gives up within a post's three seconds where the name server is silent, and holds nobody up", async () => {
    const begun = performance.now();
    const posts = Promise.all(Array.from({ length: 20 }, () => post("silent.example")));
    // Eight files: twice as many as there are threads for lookups and files together.
    await Promise.all(Array.from({ length: 8 }, () => readFile(__filename)));
    expect(performance.now() - begun).toBeLessThan(700);
    for (const delivery of await posts) expect(delivery.code).toMatch(/name_not_found|too_slow/);
    expect(performance.now() - begun).toBeLessThan(3500);
  });

  it("is what callbacks use where nothing else is set: Node's own lookup takes no part", async () => {
    const own = jest.spyOn(dns, "lookup");
    const four = jest.spyOn(promises.Resolver.prototype, "resolve4");
    four.mockResolvedValue(["127.0.0.1"] as never);
    jest.spyOn(promises.Resolver.prototype, "resolve6").mockRejectedValue(new Error("none"));
    const hook = createTicketHook({ localCallbacks: undefined, now: () => testNow });
    const delivery = await hook.post({
      ...{ url: "https://four.example/hook", id: "link.1", body: {} },
      caller: aCaller({ callbackHosts: ["four.example"] }),
    });
    expect(delivery).toMatchObject({ code: "address_refused" });
    expect(four).toHaveBeenCalledWith("four.example");
    expect(own).not.toHaveBeenCalled();
  });
});
