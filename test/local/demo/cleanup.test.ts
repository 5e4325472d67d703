import { createCleanup } from "../../../local/stack/cleanup";
import { requireNode } from "../../../local/stack/requireNode";

describe("createCleanup", () => {
  it("ends everything once, newest first, even where one end fails", async () => {
    const said = jest.spyOn(console, "error").mockImplementation(() => undefined);
    const cleanup = createCleanup();
    const ended: string[] = [];
    cleanup.add(() => ended.push("storage"));
    cleanup.add(() => {
      throw new Error("stuck");
    });
    cleanup.add(async () => ended.push("host"));
    expect(cleanup.hasBegun()).toBe(false);
    await Promise.all([cleanup.run(), cleanup.run()]);
    expect(ended).toEqual(["host", "storage"]);
    expect(said).toHaveBeenCalledWith("stuck");
    expect(cleanup.hasBegun()).toBe(true);
    said.mockRestore();
  });
});

describe("requireNode", () => {
  it("says how to start on the right Node", () => {
    expect(() => requireNode("20.19.0")).toThrow(/runs on 20\.19\.0.*npm run demo/);
    expect(() => requireNode("24.1.0")).not.toThrow();
  });
});
