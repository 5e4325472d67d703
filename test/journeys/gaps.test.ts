import { guestRoles, guests, heard, writes } from "../support/facts";
import { acceptInvitation, consent, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { forgetOpenLinks, sessionRows, table } from "../support/rows";

describe("what lies between the steps", () => {
  let product: Product;
  let count = 0;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());

  const ask = (passwordWriteback = false) => {
    count += 1;
    const id = `GAP-${String(count)}`;
    return product.post(
      contosoRequest(product.sandbox, {
        passwordWriteback,
        ticket: { id, callbackUrl: `${product.sandbox.url}/tickets/hooks/${id}` },
      }),
    );
  };
  const graph = "/v1.0";
  const expectOneOfEach = async (id: string) => {
    expect(await product.link(id)).toMatchObject({ status: "completed", outcome: "completed" });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(guestRoles(product.sandbox)).toHaveLength(1);
    expect(await sessionRows(id)).toEqual([]);
  };
  const wholeLink = async (passwordWriteback = false) => {
    const { id } = await ask(passwordWriteback);
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    return id;
  };

  it("tells the ticket each change once and in order", async () => {
    const id = await wholeLink(true);
    await signOff(product.sandbox);
    await product.idle();
    const statuses = heard(product.sandbox).filter((type) =>
      /^link\.(awaiting|preparing|assigning|linked|completed)/.test(type),
    );
    expect(statuses).toEqual(
      [
        "awaitingConsent",
        "preparing",
        "awaitingSignIn",
        "assigningRole",
        "linked",
        "awaitingWriteback",
        "completed",
      ].map((status) => `link.${status}`),
    );
    const sequence = product.sandbox
      .tickets()
      .map((post) => Number((JSON.parse(post.body) as { sequence: string }).sequence));
    expect(sequence).toEqual(sequence.map((_, index) => index + 1));
    expect(await product.link(id)).toMatchObject({ passwordWriteback: { state: "signedOff" } });
  });

  it("is not held up by a ticket that does not answer, and tells it everything later", async () => {
    product.sandbox.setFault({ method: "POST", path: "/tickets/hooks", status: 503, times: 9 });
    const id = await wholeLink();
    await expectOneOfEach(id);
    expect(heard(product.sandbox)).toEqual([]);
    for (const seconds of [60, 300, 1800]) await product.later({ seconds });
    expect(heard(product.sandbox)).toEqual(
      expect.arrayContaining(["link.requested", "link.completed"]),
    );
  });

  it("waits for a guest and a role that the directory does not show yet", async () => {
    Object.assign(product.sandbox.facts.settings, {
      freshGuestDelayMs: 25_000,
      freshRoleDelayMs: 25_000,
    });
    const id = await wholeLink();
    expect(await product.link(id)).toMatchObject({
      status: "assigningRole",
      waitingOn: "directory",
      nextAction:
        "One moment: the directory is still copying the new account, usual up to 15 minutes",
    });
    for (let turn = 0; turn < 6; turn++) await product.later({ seconds: 15 });
    await expectOneOfEach(id);
  });

  it.each([
    ["the invitation", "POST", `${graph}/invitations`],
    ["the role assignment", "POST", `${graph}/roleManagement/directory/roleAssignments`],
    ["a mail", "POST", `${graph}/users/links`],
  ])("makes nothing twice when the answer to %s is lost", async (_what, method, path) => {
    product.sandbox.setFault({ method, path, kind: "drop" });
    const { id } = await ask();
    for (let turn = 0; turn < 4; turn++) await product.later({ seconds: 15 });
    await consent(product.sandbox);
    for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 15 });
    await acceptInvitation(product.sandbox);
    for (let turn = 0; turn < 8; turn++) await product.later({ seconds: 15 });
    await expectOneOfEach(id);
  });

  it("waits as long as Graph asks before it writes again", async () => {
    product.sandbox.setFault({
      method: "POST",
      path: `${graph}/invitations`,
      status: 429,
      code: "TooManyRequests",
      retryAfter: 600,
    });
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    await product.later({ seconds: 590 });
    expect(writes(product.sandbox)).toEqual([]);
    await product.later({ seconds: 10 });
    expect(guests(product.sandbox)).toHaveLength(1);
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn" });
  });

  it("parks what only a person can solve, says why, and goes on from there after retry", async () => {
    product.sandbox.facts.tenants
      .filter((tenant) => tenant.displayName === "Contoso")
      .forEach((tenant) => (tenant.allowInvitesFrom = "none"));
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "needsOperator",
      waitingOn: "operator",
      parked: {
        code: "invitations_closed",
        step: "preflight",
        allowedActions: ["retry", "cancel"],
      },
    });
    product.sandbox.facts.tenants.forEach((tenant) => (tenant.allowInvitesFrom = "everyone"));
    expect((await product.call("POST", `/api/v1/links/${id}/retry`)).status).toBe(202);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingSignIn", parked: null });
    await acceptInvitation(product.sandbox);
    await product.idle();
    await expectOneOfEach(id);
  });

  it("undoes a parked link that nobody looked at for thirty days", async () => {
    product.sandbox.facts.tenants.forEach((tenant) => (tenant.allowInvitesFrom = "none"));
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    for (let days = 0; days < 30; days += 3) await product.later({ days: 3 });
    expect(await product.link(id)).toMatchObject({ status: "expired" });
    expect(await sessionRows(id)).toEqual([]);
  });

  it("takes up a decision whose wake was lost, within two minutes", async () => {
    const { id } = await ask();
    const row = await table("links").getEntity<{ doc: string }>(id, "link");
    const link = JSON.parse(row.doc) as { wait: { n: number; decision: unknown } };
    const at = product.clock.now().toISOString();
    link.wait.decision = { type: "declined", at, by: "administrator" };
    await table("followups").createEntity({
      partitionKey: "wake",
      rowKey: `${id}-1`,
      linkId: id,
      detail: "1",
      dueAt: at,
    });
    await table("links").updateEntity(
      { partitionKey: id, rowKey: "link", doc: JSON.stringify(link) },
      "Replace",
    );
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
    await product.later({ seconds: 120 });
    expect(await product.link(id)).toMatchObject({ status: "declined" });
  });

  it("starts a link whose POST died before the run began", async () => {
    const { id: known } = await ask();
    const row = await table("links").getEntity<{ doc: string }>(known, "link");
    await forgetOpenLinks();
    const id = "a".repeat(25) + "b";
    const doc = {
      ...(JSON.parse(row.doc) as object),
      id,
      status: "requested",
      runId: null,
      wait: null,
      plan: null,
      directory: null,
    };
    await table("links").createEntity({
      partitionKey: id,
      rowKey: "link",
      doc: JSON.stringify(doc),
    });
    const dueAt = product.clock.now().toISOString();
    await table("followups").createEntity({
      partitionKey: "start",
      rowKey: `${id}-`,
      linkId: id,
      detail: "",
      dueAt,
    });
    await product.later({ seconds: 120 });
    expect(await product.link(id)).toMatchObject({ status: "awaitingConsent" });
  });

  it("deletes a sealed session past its end, even if its link is stuck", async () => {
    const { id } = await ask();
    await consent(product.sandbox);
    await product.idle();
    const [row] = await sessionRows(id);
    const detail = String(row?.rowKey?.slice("session-".length));
    const dueAt = product.clock.now().toISOString();
    // As a release before this one noted it: by its name.
    const noted = { partitionKey: "session", rowKey: `${id}-${detail}`, linkId: id, detail, dueAt };
    await table("followups").createEntity(noted);
    await product.later({ seconds: 120 });
    expect(await sessionRows(id)).toEqual([]);
  });
});
