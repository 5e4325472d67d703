import type { Link } from "../../domain/link";
import { createAcceptForm } from "../../functions/acceptForm";
import { createConsentForm } from "../../functions/consentForm";
import { createEndForm } from "../../functions/endForm";
import { accept, consent, end, type MailedPage } from "../../functions/mailedLink";
import { aLink, aWait } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { anAccount } from "../support/fakesStages";
import { aPress, doorstep, hashOf, tokenOf } from "./doorstep";
import { linked } from "./endStages";

const base = aLink();
const asking: Link = { ...base, wait: aWait({ tokenHash: hashOf(base, 1) }) };
const inviting: Link = {
  ...base,
  status: "awaitingSignIn",
  account: anAccount({ objectId: aGuestId }),
  wait: aWait({ what: "signIn", tokenHash: hashOf(base, 1) }),
};

const doors = { consent: createConsentForm, signIn: createAcceptForm, end: createEndForm };

function press(link: Link, page: MailedPage, fields: Record<string, string>, reader?: "account") {
  const step = doorstep(link, { paused: true });
  const door = doors[page.name as keyof typeof doors](step.ports);
  const visit = { page, token: tokenOf(link, page === end ? 0 : 1, reader) };
  const answer = () => step.open(door, aPress(link, visit, fields));
  return { ...step, answer };
}

describe("people while the product is paused", () => {
  it.each([
    ["consents", asking, consent, { action: "continue" }],
    ["accepts the invitation", inviting, accept, { action: "continue" }],
    ["would take the access back", linked, end, { action: "end" }],
  ] as const)(
    "are told so when one %s, and nothing happened",
    async (_what, link, page, fields) => {
      const { answer, nothingHappened } = press(link, page, fields);
      const { status, body } = await answer();
      expect(status).toBe(503);
      expect(String(body)).toContain("This service is paused");
      expect(String(body)).toContain(`${page.path}?id=${link.id}`);
      nothingHappened();
    },
  );

  it.each([
    ["decline", { action: "decline" }, "declined"],
    ["pass it on", { action: "forward", colleague: "it@contoso.onmicrosoft.com" }, "forwarded"],
    ["say that it is not for them", { action: "notMe" }, "notMe"],
  ])("may still %s", async (_what, fields, type) => {
    const { answer, links } = press(asking, consent, fields);
    expect((await answer()).status).toBe(303);
    expect(links.row().wait?.decision?.type).toBe(type);
  });

  it("may still ask for the end: an administrator gets a mail, nothing more", async () => {
    const { answer, links } = press(linked, end, { action: "giveBack" }, "account");
    expect((await answer()).status).toBe(303);
    expect(links.row().ending).not.toBeNull();
  });
});
