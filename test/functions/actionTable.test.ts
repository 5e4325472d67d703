import { HttpRequest } from "@azure/functions";
import { actions, allowedActions, rules, whyNot, type Action } from "../../domain/actions";
import type { Link } from "../../domain/link";
import { linkView } from "../../domain/linkView";
import { isFinished, statuses, type Status } from "../../domain/states";
import { waitKinds, type Wait } from "../../domain/wait";
import { createActionDoor } from "../../functions/actionDoors";
import { aLink, aRequest, aWait, fullLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { doorstep } from "./doorstep";

const bodies: Partial<Record<Action, unknown>> = {
  administrator: { email: "colleague@contoso.com" },
  extend: { days: 3 },
};
const waits: (Wait | null)[] = [
  null,
  ...waitKinds.map((what) => aWait({ n: 2, what })),
  aWait({ n: 2, decision: { type: "notMe", at: testNow, by: "administrator" } }),
];
const parkedAs = (code: NonNullable<Link["parked"]>["code"]): Link["parked"] => ({
  ...{ code, step: "inviteAccount", at: testNow, from: "preparing", evidence: null },
});
const ending = { by: "x", at: testNow, runId: "r", lastWait: 1, proof: null, scopes: [] };
const undone = [{ what: "Guest", result: "left" as const, how: null }];
const until = { at: "2027-01-31T00:00:00.000Z", enforcedBy: "reminder" as const };

/** What else there may be to a link in this status. */
function variants(status: Status): Partial<Link>[] {
  const parked = [parkedAs("graph_refused"), parkedAs("not_the_administrator")];
  if (status === "needsOperator" || status === "awaitingAdministrator")
    return parked.flatMap((one) => [{ parked: one }, { parked: one, ending }]);
  if (status === "ending" || status === "ended") return [{ ending }];
  return isFinished(status) ? [{ undone }, { until }, { erasedAt: testNow }] : [];
}

/** Every status with every question, and with all that can stand beside it. */
const links = statuses.flatMap((status) =>
  [{}, ...variants(status)].flatMap((more) =>
    waits.map((wait) =>
      aLink({ status, wait, outcome: isFinished(status) ? status : null, ...more }),
    ),
  ),
);

async function asked(link: Link, action: Action) {
  const step = doorstep(link);
  const request = new HttpRequest({
    method: "POST",
    url: `https://link.example/api/v1/links/${link.id}/${action}`,
    headers: { "x-api-key": "own", "content-type": "application/json" },
    params: { id: link.id },
    body: { string: JSON.stringify(bodies[action] ?? {}) },
  });
  const answer = await step.open(createActionDoor(step.ports, action), request);
  const changed = step.links.row().version !== link.version;
  const body = JSON.parse(String(answer.body)) as {
    code?: string;
    detail?: string;
    allowedIn?: string[];
  };
  return { status: answer.status, changed, body };
}

describe("the table of actions", () => {
  it.each(actions)("is what the door takes for every link there can be: %s", async (action) => {
    const wrong: unknown[] = [];
    let taken = 0;
    for (const link of links) {
      const { status, changed, body } = await asked(link, action);
      const may = allowedActions(link).includes(action);
      taken += may ? 1 : 0;
      // What took effect before is answered the same; anything else that is not allowed is refused.
      const isRight = may
        ? status === 202 && changed
        : !changed && (status === 202 || status === 409);
      const isNamed =
        status !== 409 ||
        body.code === "names_erased" ||
        (body.detail === whyNot(link, action) &&
          JSON.stringify(body.allowedIn) === JSON.stringify(rules[action].allowedIn));
      if (!isRight || !isNamed) wrong.push([link.status, link.wait?.what, status, changed, may]);
    }
    expect(wrong).toEqual([]);
    expect(taken).toBeGreaterThan(0);
  });

  it("takes nothing that makes a full row longer, and still cancels, ends and erases", async () => {
    const { reasons } = fullLink;
    for (const action of actions) {
      const link = links.find((one) => allowedActions(one).includes(action)) ?? aLink();
      const { status, changed } = await asked({ ...link, reasons }, action);
      const isShort = ["cancel", "end", "erase"].includes(action);
      expect([action, status, changed]).toEqual([action, isShort ? 202 : 409, isShort]);
    }
  });

  it("is what the link shows, parked or not", () => {
    for (const link of links) {
      const view = linkView(link);
      expect(view.allowedActions).toEqual(allowedActions(link));
      if (view.parked) expect(view.parked.allowedActions).toEqual(view.allowedActions);
    }
  });

  it("names for every action only statuses in which some link takes it", () => {
    for (const action of actions) {
      const taking = links.filter((link) => allowedActions(link).includes(action));
      const found = new Set(taking.map(({ status }) => status));
      for (const status of rules[action].allowedIn)
        expect([action, found.has(status)]).toEqual([action, true]);
    }
  });
});

describe("an end that nobody can be asked for", () => {
  const erased = { wait: null, erasedAt: testNow } as const;
  it("says so where there is access to end, and nothing happens", async () => {
    const link = aLink({ status: "completed", outcome: "completed", ...erased });
    const refused = { status: 409, changed: false, body: { code: "names_erased" } };
    expect(await asked(link, "end")).toMatchObject(refused);
  });

  it("is refused for its state where there is none", async () => {
    const link = aLink({ status: "cancelled", outcome: "cancelled", ...erased });
    const refused = { status: 409, changed: false, body: { code: "not_in_this_state" } };
    expect(await asked(link, "end")).toMatchObject(refused);
  });
});

describe("an action that took effect", () => {
  const again: [Action, Link][] = [
    ["cancel", aLink({ outcome: "cancelled", status: "cancelled", wait: null })],
    ["cancel", aLink({ cancelRequested: { by: "x", at: testNow }, wait: null })],
    ["end", aLink({ status: "ending", ending, wait: aWait({ n: 2, what: "end" }) })],
    ["erase", aLink({ status: "ended", outcome: "ended", wait: null, erasedAt: testNow })],
    [
      "retry",
      aLink({
        status: "needsOperator",
        wait: aWait({ what: "operator", decision: { type: "retry", at: testNow, by: "x" } }),
      }),
    ],
    ["resend", aLink({ wait: aWait({ decision: { type: "resent", at: testNow, by: "x" } }) })],
    ["extend", aLink({ wait: aWait({ extended: [{ by: "helpdesk", at: testNow, days: 3 }] }) })],
  ];
  const to = { email: "colleague@contoso.com" };
  const given = { at: testNow, by: "helpdesk" };
  const retried = aWait({ what: "operator", decision: { type: "retry", ...given } });
  const named = aWait({ decision: { type: "forwarded", ...given, to } });
  const answered = aWait({ n: 2, decision: { type: "approved", ...given, by: "administrator" } });
  const administrator = { ...to, forwards: 0 };
  const later: [Action, string, Partial<Link>][] = [
    ["retry", "taken up", { status: "preparing", wait: null, pastWaits: [retried] }],
    [
      "retry",
      "taken up, before the status moved",
      {
        ...{ status: "needsOperator", wait: null, pastWaits: [retried] },
        parked: parkedAs("graph_refused"),
      },
    ],
    ["retry", "followed by a question", { status: "awaitingSignIn", pastWaits: [retried] }],
    ["retry", "over", { status: "completed", wait: null, pastWaits: [retried] }],
    ["administrator", "asked", { pastWaits: [named], administrator }],
    [
      "administrator",
      "answered",
      { status: "preparing", wait: null, pastWaits: [named, answered], administrator },
    ],
    [
      "administrator",
      "answered long ago",
      { status: "awaitingSignIn", wait: aWait({ n: 40, what: "signIn" }), administrator },
    ],
    ["administrator", "over", { status: "completed", wait: null, administrator }],
    [
      "administrator",
      "named who was asked first",
      {
        ...{ status: "preparing", wait: null, pastWaits: [named, answered] },
        request: aRequest({ administrator: to }),
        administrator,
      },
    ],
  ];
  it.each(later)(
    "is answered the same later (%s, %s), and nothing happens",
    async (action, _when, link) => {
      expect(await asked(aLink(link), action)).toMatchObject({ status: 202, changed: false });
    },
  );

  it.each<[Action, string, Partial<Link>]>([
    [
      "retry",
      "parked again",
      {
        ...{ status: "needsOperator", wait: null },
        pastWaits: [
          aWait({ what: "operator", decision: { ...given, type: "retry", at: aWait().openedAt } }),
        ],
        parked: parkedAs("graph_refused"),
      },
    ],
    [
      "retry",
      "somebody was named instead",
      {
        ...{ status: "preparing", wait: null },
        pastWaits: [aWait({ what: "operator", decision: { ...given, type: "retry", to } })],
      },
    ],
    [
      "administrator",
      "named and the wrong person",
      {
        ...{ status: "needsOperator", wait: aWait({ n: 3, what: "operator" }), administrator },
        ...{ pastWaits: [named], parked: parkedAs("not_the_administrator") },
      },
    ],
    [
      "administrator",
      "never named",
      { status: "preparing", wait: null, request: aRequest({ administrator: to }), administrator },
    ],
  ])("is not taken for one that did not (%s, %s)", async (action, _when, link) => {
    expect(await asked(aLink(link), action)).toMatchObject({ status: 409, changed: false });
  });

  it.each(again)(
    "is answered the same once more (%s), and nothing happens",
    async (action, link) => {
      expect(await asked(link, action)).toMatchObject({ status: 202, changed: false });
    },
  );
});
