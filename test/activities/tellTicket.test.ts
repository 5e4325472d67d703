import { createTellTicket } from "../../activities/tellTicket";
import { aLink } from "../support/aLink";

describe("tellTicket", () => {
  const linkId = aLink().id;

  it("leaves the rest to the timer after three seconds", async () => {
    const asked: unknown[] = [];
    const tell = createTellTicket((id, patienceMs, warn) => {
      asked.push([id, patienceMs]);
      warn("not taken");
      return Promise.resolve("later");
    });
    const warned: string[] = [];
    expect(await tell({ linkId }, { warn: (line) => void warned.push(line) })).toBeNull();
    expect(asked).toEqual([[linkId, 3000]]);
    expect(warned).toEqual(["not taken"]);
  });

  it("lets the engine try again where our own storage failed", async () => {
    const tell = createTellTicket(() => Promise.reject(new Error("storage_busy")));
    await expect(tell({ linkId })).rejects.toThrow("storage_busy");
  });
});
