import { createTicketHook } from "../../adapters/ticketHook";
import { aCaller } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { fakeDns, startReceiver, type Receiver } from "../support/receiver";
import { ticketsCertificate } from "../support/ticketsTls";

describe("a callback that is meant to reach what only we can reach", () => {
  let inside: Receiver;
  let declared: string;
  beforeAll(async () => {
    inside = await startReceiver({ tls: true });
    declared = `tickets.example:${String(inside.port)}`;
  });
  afterEach(() => {
    expect(inside.connections()).toBe(0);
    expect(inside.seen).toEqual([]);
  });
  afterAll(() => inside.close());

  interface Attack {
    readonly url?: string;
    readonly hosts?: readonly string[];
    readonly local?: string;
  }
  const post = (dns: ReturnType<typeof fakeDns>, { url, hosts, local }: Attack = {}) =>
    createTicketHook({
      localCallbacks: local,
      now: () => testNow,
      agent: { ca: ticketsCertificate, lookup: dns },
    }).post({
      url: url ?? `https://${declared}/hook`,
      id: "link.1",
      body: {},
      caller: aCaller({ callbackHosts: hosts ?? [declared], webhookKeys: ["whsec_AAAA"] }),
    });

  it.each([
    ["this machine", "127.0.0.1"],
    ["this machine, another of its addresses", "127.8.8.8"],
    ["this machine in IPv6", "::1"],
    ["no address in particular", "0.0.0.0"],
    ["no address in particular in IPv6", "::"],
    ["a private network (10/8)", "10.0.0.4"],
    ["a private network (172.16/12)", "172.31.255.1"],
    ["a private network (192.168/16)", "192.168.1.1"],
    ["the cloud's metadata service", "169.254.169.254"],
    ["the tokens of a managed identity", "169.254.130.1"],
    ["the platform's own service in Azure", "168.63.129.16"],
    ["another cloud's metadata service in IPv6", "fd00:ec2::254"],
    ["addresses behind a carrier", "100.64.0.1"],
    ["another cloud's metadata service behind a carrier", "100.100.100.200"],
    ["a link-local address in IPv6", "fe80::1"],
    ["a unique local address", "fd12:3456::1"],
    ["a site-local address", "fec0::1"],
    ["IPv4 mapped into IPv6", "::ffff:127.0.0.1"],
    ["IPv4 mapped into IPv6, in hexadecimal", "::ffff:a9fe:a9fe"],
    ["IPv4 compatible with IPv6", "::127.0.0.1"],
    ["IPv4 through NAT64", "64:ff9b::7f00:1"],
    ["IPv4 through a local NAT64", "64:ff9b:1::a00:1"],
    ["IPv4 through 6to4", "2002:7f00:1::"],
    ["IPv4 through Teredo", "2001:0:7f00:1::1"],
    ["a network for benchmarks", "198.18.0.1"],
    ["many receivers", "224.0.0.1"],
    ["everybody", "255.255.255.255"],
    ["addresses that are reserved", "240.0.0.1"],
  ])("is refused where its name leads to %s (%s)", async (_what, address) => {
    const dns = fakeDns([address]);
    expect(await post(dns)).toEqual({ status: null, code: "address_refused", retryAfter: null });
    expect(dns.asked).toEqual(["tickets.example"]);
  });

  it.each([
    ["first", ["127.0.0.1", "203.0.114.1"]],
    ["last", ["203.0.114.1", "2606:4700::1", "127.0.0.1"]],
  ])("is refused where one of several addresses is inside (%s)", async (_where, addresses) => {
    expect(await post(fakeDns(addresses))).toMatchObject({ code: "address_refused" });
  });

  it("is refused where the name leads elsewhere the second time (DNS rebinding)", async () => {
    const dns = fakeDns(["203.0.114.1"], ["127.0.0.1"]);
    // What a check before the connection would see.
    await new Promise<void>((resolve) => dns("tickets.example", {}, () => resolve()));
    expect(await post(dns)).toMatchObject({ code: "address_refused" });
    // The very answer that was judged is the one that is connected to: nobody asks a third time.
    expect(dns.asked).toHaveLength(2);
  });

  it.each([
    "https://127.0.0.1",
    "https://2130706433",
    "https://0x7f.1",
    "https://0177.0.0.1",
    "https://127.1",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://１２７.0.0.1",
  ])("is refused where it is an address, though somebody declared it: %s", async (origin) => {
    const url = `${origin}:${String(inside.port)}/hook`;
    const dns = fakeDns(["127.0.0.1"]);
    expect(await post(dns, { url, hosts: [new URL(url).host] })).toMatchObject({
      code: "not_allowed",
    });
    expect(dns.asked).toEqual([]);
  });

  it.each([
    ["is not declared any more", "https://tickets.example/hook", []],
    ["has another port", "https://tickets.example:8443/hook", ["tickets.example"]],
    ["has another end of its name", "https://tickets.example.evil.example/", ["tickets.example"]],
    ["has a dot at the end of its name", "https://tickets.example./", ["tickets.example"]],
    [
      "has the declared name as its user",
      "https://tickets.example@evil.example/",
      ["tickets.example"],
    ],
    ["has credentials", "https://a:b@tickets.example/", ["tickets.example"]],
    ["has no https", "http://tickets.example/hook", ["tickets.example"]],
    ["is a file", "file:///etc/passwd", [""]],
    ["is no URL", "tickets.example/hook", ["tickets.example"]],
  ])("is refused when it is sent where the URL %s", async (_what, url, hosts) => {
    const dns = fakeDns(["127.0.0.1"]);
    expect(await post(dns, { url, hosts })).toMatchObject({ code: "not_allowed" });
    expect(dns.asked).toEqual([]);
  });

  it("is refused where it is on this machine beside the one origin of LOCAL_CALLBACKS", async () => {
    const local = "http://127.0.0.1:1";
    for (const url of [
      `http://127.0.0.1:${String(inside.port)}/hook`,
      `http://localhost:1/hook`,
      "http://127.0.0.1:1@evil.example/hook",
    ]) {
      const hosts = [new URL(url).host, "127.0.0.1:1"];
      expect(await post(fakeDns(["127.0.0.1"]), { url, hosts, local })).toMatchObject({
        code: "not_allowed",
      });
    }
  });

  it("says that a name is not known, and nothing more", async () => {
    expect(await post(fakeDns([]))).toEqual({
      status: null,
      code: "name_not_found",
      retryAfter: null,
    });
  });
});
