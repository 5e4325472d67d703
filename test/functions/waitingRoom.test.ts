import { createWaitingRoom } from "../../functions/waitingRoom";

describe("the waiting room", () => {
  it("has so many places for each caller, and so many in all", () => {
    const room = createWaitingRoom({ perCaller: 2, inAll: 3 });
    const leave = room.enter("a");
    expect(room.enter("a")).toBeDefined();
    expect(room.enter("a")).toBeUndefined();
    expect(room.enter("b")).toBeDefined();
    expect(room.enter("b")).toBeUndefined();
    leave?.();
    expect(room.enter("b")).toBeDefined();
    expect(room.enter("a")).toBeUndefined();
  });
});
