/** Counts those who are kept waiting in this process: each costs a look at storage twice a second. */
export function createWaitingRoom({ perCaller = 20, inAll = 200 } = {}) {
  const byCaller = new Map<string, number>();
  let all = 0;
  const add = (callerId: string, one: 1 | -1): void => {
    const count = (byCaller.get(callerId) ?? 0) + one;
    if (count > 0) byCaller.set(callerId, count);
    else byCaller.delete(callerId);
    all += one;
  };
  return {
    /** Answers how to leave, or undefined where there is no room. */
    enter(callerId: string): (() => void) | undefined {
      if (all >= inAll || (byCaller.get(callerId) ?? 0) >= perCaller) return undefined;
      add(callerId, 1);
      return () => add(callerId, -1);
    },
  };
}
export type WaitingRoom = ReturnType<typeof createWaitingRoom>;
