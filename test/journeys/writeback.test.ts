import { subjects, tenant, writes } from "../support/facts";
import { acceptInvitation, consent, openLinkTo, press, signOff } from "../support/people";
import { contosoRequest, startProduct, type Product } from "../support/product";
import { sessionRows } from "../support/rows";

const administrator = { address: "admin@contoso.onmicrosoft.com", personId: "grace" };
const holder = { address: "partner.ops@outlook.com", personId: "paula" };

describe("password write-back", () => {
  let product: Product;
  beforeAll(async () => {
    product = await startProduct();
  });
  beforeEach(() => product.fresh());
  afterAll(() => product.close());
  /** A link that still waits would go on to mail its reminders. */
  afterEach(async () => {
    await signOff(product.sandbox).catch(() => undefined);
    await product.idle();
  });

  const linked = async (changes: Record<string, unknown> = {}): Promise<string> => {
    const { id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, ...changes }),
    );
    await consent(product.sandbox);
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    return id;
  };

  it("waits for a person, tells both of them the steps, and keeps the session no longer", async () => {
    const id = await linked();
    expect(await product.link(id)).toMatchObject({
      status: "awaitingWriteback",
      waitingOn: "administrator",
      outcome: null,
      passwordWriteback: { state: "awaitingPerson" },
    });
    expect(await sessionRows(id)).toHaveLength(1);
    await signOff(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "signedOff", signedOff: { by: "account" } },
    });
    expect(await sessionRows(id)).toEqual([]);
  });

  it("is signed off by the administrator, and what the directory then reads is looked at once more", async () => {
    const id = await linked();
    const { synchronization } = tenant(product.sandbox);
    if (synchronization) synchronization.passwordWritebackEnabled = true;
    await signOff(product.sandbox, administrator);
    await product.idle();
    const { passwordWriteback } = await product.link(id);
    expect(passwordWriteback).toMatchObject({
      state: "signedOff",
      signedOff: { by: "administrator" },
    });
    expect(passwordWriteback.checks).toContainEqual(
      expect.objectContaining({ name: "flag", result: "yes" }),
    );
  });

  it("is shown for Connect and for cloud sync, each with commands to copy and the tenant's own links", async () => {
    const id = await linked();
    const person = await openLinkTo(product.sandbox, { ...holder, path: "/writeback" });
    const { url } = person.page;
    await person.visit(`${url}&server=connect`);
    expect(person.page.body).toContain("Set-ADSyncAADPasswordResetConfiguration");
    expect(person.page.body).toContain(tenant(product.sandbox).id);
    await person.visit(`${url}&server=cloud`);
    expect(person.page.body).toContain("Set-AADCloudSyncPasswordWritebackConfiguration");
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
  });

  it("reminds both, and ends as honestly not done when nobody signs it off in time", async () => {
    const id = await linked();
    const before = [administrator, holder].map(
      ({ address }) => subjects(product.sandbox, address).length,
    );
    for (const days of [5, 5, 3, 1]) await product.later({ days });
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      outcome: "completed",
      passwordWriteback: { state: "actionNeeded", signedOff: null },
    });
    const [asked = 0, held = 0] = before;
    expect(subjects(product.sandbox, administrator.address)).toHaveLength(asked + 3 + 1);
    expect(subjects(product.sandbox, holder.address)).toHaveLength(held + 3);
    expect(await sessionRows(id)).toEqual([]);
  });

  it("ends as not done at once when somebody says so", async () => {
    const id = await linked();
    const person = await openLinkTo(product.sandbox, { ...administrator, path: "/writeback" });
    await press(person, "notDone");
    await product.idle();
    expect(await product.link(id)).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "actionNeeded" },
    });
  });

  it("is not applicable where the directory is not synchronised, and says why", async () => {
    tenant(product.sandbox).synchronization = null;
    const id = await linked();
    const link = await product.link(id);
    expect(link).toMatchObject({
      status: "completed",
      passwordWriteback: { state: "notApplicable" },
      preflight: { warnings: [{ code: "not_synchronised" }] },
    });
    expect(link.passwordWriteback.checks[0]?.words).toContain("not synchronised");
  });

  it("leaves out what would need one more permission, and says so", async () => {
    const id = await linked();
    const { passwordWriteback } = await product.link(id);
    expect(passwordWriteback.checks).toContainEqual(
      expect.objectContaining({ name: "sspr", result: "unknown" }),
    );
    expect(product.sandbox.requests().map(({ path }) => path)).not.toContainEqual(
      expect.stringContaining("userRegistrationDetails"),
    );
  });

  it("sets the flag only where the plan has it, and keeps the answer as evidence, never as success", async () => {
    const id = await linked({ setWritebackFlag: true });
    const link = await product.link(id);
    expect(link.plan?.steps.join()).toContain("Set the directory's flag");
    expect(link.passwordWriteback).toMatchObject({
      state: "awaitingPerson",
      flag: { before: false, answer: "accepted", after: true },
    });
    // What we set ourselves is no sign that anybody did the steps on the server.
    expect(link.passwordWriteback.checks).toContainEqual(
      expect.objectContaining({ name: "flag", result: "unknown" }),
    );
    expect(link.passwordWriteback.toDo.join()).toContain("Connect server");
    expect(writes(product.sandbox).filter((write) => write.startsWith("PATCH"))).toHaveLength(1);
  });

  it("goes on where setting the flag is refused, and keeps that as evidence", async () => {
    product.sandbox.setFault({
      method: "PATCH",
      path: "/v1.0/directory",
      status: 400,
      code: "Request_BadRequest",
      message: "no",
    });
    const id = await linked({ setWritebackFlag: true });
    expect((await product.link(id)).passwordWriteback.flag).toMatchObject({
      answer: "refused (graph_refused)",
      after: false,
    });
  });

  it("changes no flag where the administrator did not agree to it", async () => {
    const { id } = await product.post(
      contosoRequest(product.sandbox, { ticket: undefined, setWritebackFlag: true }),
    );
    const grace = await openLinkTo(product.sandbox, { ...administrator, path: "/consent" });
    await press(grace, "continue", { withoutFlag: "yes" });
    await grace.signIn();
    await product.idle();
    await acceptInvitation(product.sandbox);
    await product.idle();
    expect(await product.link(id)).toMatchObject({ status: "awaitingWriteback" });
    expect(writes(product.sandbox).filter((write) => write.startsWith("PATCH"))).toEqual([]);
    const scopes = product.sandbox.requests().flatMap((request) => request.scopes);
    expect(scopes).not.toContain("OnPremDirectorySynchronization.ReadWrite.All");
  });
});
