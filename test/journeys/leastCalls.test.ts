import type { GraphCallName } from "../../domain/graphCalls";
import { planTable, type PlanStepName } from "../../domain/planTable";
import { callOf } from "../../local/stories/callsBeyond";
import { activate, adatumRequest, linkedInAdatum, petra, petraAgrees } from "../support/adatum";
import { tenant } from "../support/facts";
import { linkedInContoso } from "../support/linked";
import { acceptInvitation, consent, endAccess } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";

type Calls = readonly GraphCallName[];
const looks = ["identify", "preflight", "invite"] as const;
const ends = ["identifyToEnd", "revokeSessions", "removeGuest"] as const;
const until = (product: Product) =>
  new Date(product.clock.now().getTime() + 40 * 24 * 3600_000).toISOString();

/** Runs, each with the steps of its plan and of its end; together they make every call that a step declares. */
const runs: readonly (readonly [
  what: string,
  steps: readonly PlanStepName[],
  play: (product: Product) => Promise<string>,
])[] = [
  [
    "roles for good, with write-back and its flag",
    [...looks, "giveRole", "checkWriteback", "setWritebackFlag", ...ends, "endRole"],
    async (product) => {
      const id = await linkedInContoso(product, {
        passwordWriteback: true,
        setWritebackFlag: true,
      });
      await endAccess(product.sandbox);
      return id;
    },
  ],
  [
    "a role that is taken back",
    [...looks, "giveRole"],
    async (product) => {
      const { id } = await product.post(contosoRequest(product.sandbox));
      await consent(product.sandbox);
      await product.idle();
      product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
      await acceptInvitation(product.sandbox);
      await product.idle();
      await product.call("POST", `/api/v1/links/${id}/cancel`);
      for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 30 });
      return id;
    },
  ],
  [
    "a role until a date",
    [...looks, "readLicences", "giveRoleUntil", ...ends, "endScheduledRole"],
    async (product) => {
      const id = await linkedInAdatum(product, { accessUntil: until(product) });
      await endAccess(product.sandbox, { address: petra, personId: "petra" });
      return id;
    },
  ],
  [
    "a role until a date that has to be given for good, and is taken back",
    [...looks, "readLicences", "giveRoleUntil"],
    async (product) => {
      activate(product);
      const request = adatumRequest(product, { accessUntil: until(product) });
      const { id } = await product.post(request);
      await petraAgrees(product);
      tenant(product.sandbox, "Adatum").skus.splice(0);
      product.sandbox.facts.settings.freshRoleDelayMs = 60_000;
      await acceptInvitation(product.sandbox);
      await product.idle();
      await product.call("POST", `/api/v1/links/${id}/cancel`);
      for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 30 });
      return id;
    },
  ],
  [
    "a role to be activated",
    [...looks, "readLicences", "makeEligible", ...ends, "endEligibleRole"],
    async (product) => {
      const id = await linkedInAdatum(product, { assignment: "eligible" });
      await endAccess(product.sandbox, { address: petra, personId: "petra" });
      return id;
    },
  ],
];

/** The other direction, no call beyond the plan, is looked at in every story of the demo. */
describe("every call that a step declares, and asks a permission for,", () => {
  let product: Product;
  const made = new Map<PlanStepName, Set<GraphCallName>>();
  beforeAll(async () => {
    product = await startProduct();
    for (const [, steps, play] of runs) {
      await product.fresh();
      const id = await play(product);
      await product.idle();
      const { ending } = await product.link(id);
      const calls = product.sandbox.requests().flatMap((request) => {
        const name = request.token === "delegated" ? callOf(request) : undefined;
        const when = ending && request.at >= ending.since ? "end" : "consent";
        return name ? [{ name, when }] : [];
      });
      for (const step of steps) {
        const mine = calls.filter(({ when }) => when === planTable[step].when);
        const before = made.get(step) ?? [];
        made.set(step, new Set([...before, ...mine.map(({ name }) => name)]));
      }
    }
  }, 120_000);
  afterAll(() => product.close());

  it.each(Object.keys(planTable) as PlanStepName[])(
    "is made where that step is planned: %s",
    (step) => {
      const declared: Calls = planTable[step].calls;
      expect([...(made.get(step) ?? [])]).toEqual(expect.arrayContaining([...declared]));
    },
  );
});
