import { linkView } from "../../../domain/linkView";
import { startSandbox, type Sandbox } from "../../../local/sandbox/startSandbox";
import type { Scene } from "../../../local/stories/scene";
import { unchanged } from "../../../local/stories/unchanged";
import type { Line } from "../../../local/timeline/layout";
import { aLink } from "../../support/aLink";

describe("unchanged", () => {
  let sandbox: Sandbox;
  let link = linkView(aLink());
  const said: Line[] = [];
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
  });
  beforeEach(() => {
    sandbox.reset();
    link = linkView(aLink());
    said.length = 0;
  });
  afterAll(() => sandbox.close());

  const scene = () =>
    ({
      stack: { sandbox },
      timeline: { say: (line: Line) => said.push(line) },
      link: () => link,
      until: () => Promise.resolve(),
    }) as unknown as Scene;

  it("tells that the link still waits when nothing happened", async () => {
    await unchanged(scene(), () => Promise.resolve());
    expect(said).toMatchObject([{ who: "link still waits" }]);
    expect(said[0]?.words).toContain("for the administrator");
  });

  it("takes the noted first press of Continue for no change", async () => {
    const opened = { body: '{"type":"directory-link.link.opened.v1"}' } as never;
    await unchanged(scene(), () => {
      link = { ...link, version: link.version + 1 };
      sandbox.facts.tickets.push(opened);
      return Promise.resolve();
    });
    expect(said).toMatchObject([{ who: "link still waits" }]);
  });

  it.each<[string, () => void]>([
    ["the link", () => (link = { ...link, nextAction: "Something else" })],
    ["a directory", () => sandbox.facts.tenants.pop()],
    ["mails", () => sandbox.facts.mails.push({} as never)],
    ["the ticket", () => sandbox.facts.tickets.push({ body: "{}" } as never)],
  ])("stops the story when %s changed", async (name, change) => {
    jest.spyOn(sandbox, "mails").mockImplementation(() => sandbox.facts.mails);
    await expect(unchanged(scene(), () => Promise.resolve(void change()))).rejects.toThrow(
      `it changed: ${name}.`,
    );
    expect(said).toEqual([]);
  });
});
