import { contosoRequest } from "./contosoRequest";
import { happy } from "./happy";
import { accept, agree, endAccess } from "./sharedActs";
import type { Story } from "./story";

const plainRequest = (sandboxUrl: string): ReturnType<typeof contosoRequest> => ({
  ...contosoRequest(sandboxUrl),
  passwordWriteback: false,
  reason: "Move the mailboxes",
});

export const end: Story = {
  name: "end",
  about: "days later the administrator ends the access by the link of the last mail",
  play: async (scene) => {
    await scene.ask(plainRequest);
    await scene.until("awaitingConsent");
    await agree(scene);
    await scene.until("awaitingSignIn");
    await accept(scene);
    await scene.until("completed");
    await scene.passQuietDays(20, "20 days pass; the outside account does its work");
    await endAccess(scene);
  },
  expected: {
    ...happy.expected,
    link: "ended",
    guests: "none",
    invitation: "none",
    identity: "none",
    // In this order: the power first, the guest last.
    "changes made":
      "1 × invitation, 1 × role given, 1 × role taken back, 1 × sessions ended, 1 × guest removed",
    "roles of guests": "none",
    "write-back": "notAsked",
    "taken back": "done, done, done",
    "mails to administrator": "3",
    "mails to account": "3",
    "ticket heard last": "link.ended",
  },
};
