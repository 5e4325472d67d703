import {
  cancellable,
  endable,
  isFinished,
  mayMove,
  outcomes,
  sadOutcome,
  sadOutcomes,
  statuses,
  waitingFor,
  type Status,
} from "../../domain/states";

/** Design, "States"; sad ends are reached by way of `undoing`. */
const table: Record<Status, string> = {
  requested: "awaitingConsent failed needsOperator undoing",
  awaitingConsent: "preparing notNeeded needsOperator undoing",
  preparing: "awaitingConfirmation awaitingSignIn awaitingAdministrator needsOperator undoing",
  awaitingConfirmation: "awaitingSignIn needsOperator undoing",
  awaitingSignIn: "assigningRole needsOperator undoing",
  assigningRole: "linked awaitingAdministrator needsOperator undoing",
  awaitingAdministrator: "preparing assigningRole needsOperator undoing",
  linked: "awaitingWriteback completed",
  awaitingWriteback: "completed ending",
  completed: "ending",
  needsOperator:
    "requested awaitingConsent preparing awaitingConfirmation awaitingSignIn assigningRole ending undoing",
  undoing: "declined expired cancelled",
  failed: "",
  declined: "ending",
  notNeeded: "",
  expired: "ending",
  cancelled: "ending",
  ending: "ended needsOperator",
  ended: "",
};
const allowed = (from: Status): string[] => table[from].split(" ").filter(Boolean);

const reachableFrom = (start: Status): Set<Status> => {
  const seen = new Set<Status>([start]);
  for (const from of seen)
    for (const to of statuses.filter((one) => mayMove(from, one))) seen.add(to);
  return seen;
};
const finished: Status[] = [
  "completed",
  "failed",
  "declined",
  "notNeeded",
  "expired",
  "cancelled",
  "ended",
];

describe("the table of moves", () => {
  it.each(statuses)("lets %s go where it may go and nowhere else", (from) => {
    const found = statuses.filter((to) => mayMove(from, to));
    expect([...found].sort()).toEqual(allowed(from).sort());
  });

  it("leads from a request to every status", () => {
    expect([...reachableFrom("requested")].sort()).toEqual([...statuses].sort());
  });

  it.each(statuses)("leads from %s to an end", (status) => {
    expect(finished.some((end) => reachableFrom(status).has(end))).toBe(true);
  });

  it("leaves a finished link where it is, but for the end of what is left of it", () => {
    expect(statuses.filter(isFinished).sort()).toEqual([...finished].sort());
    expect([...outcomes].sort()).toEqual([...finished].sort());
    for (const status of finished)
      expect(["", "ending"]).toContain(statuses.filter((to) => mayMove(status, to)).join());
  });

  it("lets a link be parked wherever a step may fail, and go back to that step only", () => {
    const parkable = statuses.filter(
      (status) => mayMove(status, "needsOperator") && status !== "awaitingAdministrator",
    );
    expect(statuses.filter((to) => mayMove("needsOperator", to)).sort()).toEqual(
      [...parkable, "undoing"].sort(),
    );
  });

  it("ends sadly only after everything was taken back", () => {
    for (const end of sadOutcomes)
      expect(statuses.filter((from) => mayMove(from, end))).toEqual(["undoing"]);
  });

  it("never leads from the end of access back to any access", () => {
    expect([...reachableFrom("ended")]).toEqual(["ended"]);
    expect(statuses.filter((from) => mayMove(from, "ended"))).toEqual(["ending"]);
  });
});

describe("cancellable", () => {
  it("holds what can still be taken back, and nothing once the account is linked", () => {
    expect(cancellable).toEqual([
      "requested",
      "awaitingConsent",
      "preparing",
      "awaitingConfirmation",
      "awaitingSignIn",
      "assigningRole",
      "awaitingAdministrator",
      "needsOperator",
    ]);
  });
});

describe("endable", () => {
  it("holds linked accounts and unfinished links that may have left something", () => {
    expect(endable).toEqual(["awaitingWriteback", "completed", "declined", "expired", "cancelled"]);
  });
});

describe("sadOutcome", () => {
  it("is the decision's own, and cancelled for any other", () => {
    for (const outcome of sadOutcomes) expect(sadOutcome(outcome)).toBe(outcome);
    expect(sadOutcome("ending")).toBe("cancelled");
  });
});

describe("waitingFor", () => {
  it.each([
    ["requested", "directory"],
    ["awaitingConsent", "administrator"],
    ["preparing", "directory"],
    ["awaitingConfirmation", "administrator"],
    ["awaitingSignIn", "account"],
    ["assigningRole", "directory"],
    ["linked", "directory"],
    ["awaitingWriteback", "administrator"],
    ["awaitingAdministrator", "administrator"],
    ["needsOperator", "operator"],
    ["undoing", "directory"],
    ["ending", "administrator"],
    ...finished.map((status) => [status, "nobody"] as const),
  ] as const)("says of %s that it waits for %s, and what comes next", (status, on) => {
    expect(waitingFor(status).on).toBe(on);
    expect(waitingFor(status).next).toMatch(/^[A-Z][^\n]{10,}$/);
    expect(waitingFor(status).next.startsWith("Nothing")).toBe(isFinished(status));
  });
});
