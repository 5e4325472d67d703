import type { Story } from "./story";

export const expired: Story = {
  name: "expired",
  about: "nobody answers: reminders go out, after seven days the request ends",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    await scene.passDays(8);
    await scene.until("expired");
  },
  expected: {
    link: "expired",
    guests: "none",
    invitation: "none",
    identity: "none",
    "changes made": "none",
    "roles of guests": "none",
    "write-back": "notAsked",
    "taken back": "nothing",
    "consent left": "none",
    "sealed sessions": "0",
    // The question, three reminders, and how it ended.
    "mails to administrator": "5",
    "mails to account": "0",
    "ticket heard last": "link.expired",
    "events it missed": "none",
  },
};
