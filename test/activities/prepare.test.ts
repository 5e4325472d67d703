import { newLinkId } from "../../adapters/linkIds";
import { createMakePlan } from "../../activities/makePlan";
import { createResolveDirectory } from "../../activities/resolveDirectory";
import { LinkError, type Code, type FailureClass } from "../../domain/errors";
import { tenantId } from "../../domain/ids";
import type { DirectoryFinder } from "../../domain/microsoftPorts";
import { planSteps, planText } from "../../domain/plan";
import { aLink, aTenant } from "../support/aLink";
import { fixedKeys } from "../support/fakesKeys";
import { fakeLinks } from "../support/fakesLinks";
import { cancelRequested } from "../support/fakesStages";
import { failureOf, fakeOpenLinks } from "../support/fakesStorage";

const requested = aLink({ status: "requested", wait: null, plan: null });
const { id: linkId } = requested;
const found = {
  tenantId: tenantId.parse(aTenant),
  name: "Contoso",
  defaultDomain: "contoso.onmicrosoft.com",
};

describe("resolveDirectory", () => {
  const stage = (describe: DirectoryFinder["describe"], directory = requested.directory) => {
    const links = fakeLinks({ ...requested, directory });
    const finder: DirectoryFinder = {
      describe: jest.fn(describe),
      tenantOf: () => Promise.resolve(found.tenantId),
    };
    const openLinks = fakeOpenLinks();
    const ports = { links, finder, openLinks };
    return { ...ports, resolve: createResolveDirectory(ports) };
  };

  it("notes which directory the domain belongs to", async () => {
    const { links, finder, resolve } = stage(() => Promise.resolve(found), null);
    expect(await resolve({ linkId })).toEqual({ found: true });
    expect(finder.describe).toHaveBeenCalledWith("contoso.onmicrosoft.com");
    expect(links.row().directory).toEqual(found);
    expect(links.told()).toEqual(["link.directoryFound"]);
  });

  it("looks it up once, however often it runs", async () => {
    const { links, finder, resolve } = stage(() => Promise.resolve(found), null);
    await resolve({ linkId });
    expect(await resolve({ linkId })).toEqual({ found: true });
    expect(finder.describe).toHaveBeenCalledTimes(1);
    expect(links.told()).toEqual(["link.directoryFound"]);
  });

  it("claims directory and account for this link, once", async () => {
    const { openLinks, links, resolve } = stage(() => Promise.resolve(found), null);
    await resolve({ linkId });
    const whose = { tenantId: found.tenantId, address: "partner.ops@outlook.com" };
    expect(await openLinks.holder(whose)).toBe(linkId);
    links.put({ ...requested, directory: null });
    expect(await resolve({ linkId })).toEqual({ found: true });
  });

  it("ends a link whose directory and account belong to another open one", async () => {
    const { openLinks, links, resolve } = stage(() => Promise.resolve(found), null);
    const whose = { tenantId: found.tenantId, address: "partner.ops@outlook.com" };
    const other = newLinkId(Buffer.alloc(16, 1));
    await openLinks.claim(whose, other);
    expect(await resolve({ linkId })).toEqual({ found: false });
    expect(links.row()).toMatchObject({ failure: "duplicate_link", directory: null });
    expect(await openLinks.holder(whose)).toBe(other);
  });

  it.each(["directory_not_found", "directory_in_other_cloud"] as const)(
    "answers %s, which no repeat would change",
    async (code) => {
      const refused = new LinkError({ code, class: "final" }, "x");
      const { links, resolve } = stage(() => Promise.reject(refused), null);
      expect(await resolve({ linkId })).toEqual({ found: false });
      expect(links.row()).toMatchObject({ failure: code, directory: null });
    },
  );

  it.each<[Code, FailureClass]>([
    ["directory_unreachable", "transient"],
    ["throttled_by_graph", "throttled"],
  ])("lets %s be tried again, and notes no failure", async (code, kind) => {
    const failure = new LinkError({ code, class: kind }, "x");
    const { links, resolve } = stage(() => Promise.reject(failure), null);
    expect(await failureOf(resolve({ linkId }))).toBe(failure);
    expect(links.row()).toMatchObject({ failure: null, directory: null });
    expect(links.told()).toEqual([]);
  });
});

describe("makePlan", () => {
  const keys = fixedKeys();

  it("fixes steps, scopes and their hash, once", async () => {
    const links = fakeLinks(requested);
    await createMakePlan(links, keys)({ linkId, edition: 2 });
    const { request, plan } = links.row();
    expect(plan?.hash).toBe(
      keys.sha256(planText({ tenantId: aTenant, request }, planSteps(request))),
    );
    expect(plan?.steps.map((step) => step.words)).toEqual(
      planSteps(request).map((step) => step.words),
    );
    expect(plan?.edition).toBe(2);
    expect(plan?.scopes).toContain("RoleManagement.ReadWrite.Directory");
    const [event] = await links.events(linkId, 0);
    expect(event).toMatchObject({ type: "link.planned", data: { planHash: plan?.hash } });
  });

  it("plans for the edition of the story that runs, which may be an earlier release's", async () => {
    const links = fakeLinks(requested);
    await createMakePlan(links, keys)({ linkId, edition: 1 });
    const { request, plan } = links.row();
    expect(plan?.edition).toBe(1);
    expect(plan?.steps).toEqual(planSteps(request, 1));
  });

  it("plans once: what the administrator saw never changes", async () => {
    const links = fakeLinks(requested);
    const plan = createMakePlan(links, keys);
    const first = await plan({ linkId, edition: 2 });
    const before = links.row();
    expect(await plan({ linkId, edition: 2 })).toEqual(first);
    expect(links.row()).toEqual(before);
    expect(links.told()).toEqual(["link.planned"]);
  });

  it("plans nothing without a directory or for a link that is to be cancelled", async () => {
    const lost = fakeLinks({ ...requested, directory: null });
    expect(await failureOf(createMakePlan(lost, keys)({ linkId, edition: 2 }))).toMatchObject({
      code: "directory_not_found",
    });
    const cancelled = fakeLinks({ ...requested, cancelRequested });
    expect(await failureOf(createMakePlan(cancelled, keys)({ linkId, edition: 2 }))).toMatchObject({
      code: "cancel_requested",
    });
    for (const links of [lost, cancelled]) expect(links.row().plan).toBeNull();
  });
});
