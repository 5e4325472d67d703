import { ticketId } from "./contosoRequest";
import type { Story } from "./story";

export const declined: Story = {
  name: "declined",
  about: "the administrator says no, and why; nothing is changed",
  play: async (scene) => {
    await scene.ask();
    await scene.until("awaitingConsent");
    const grace = scene.person("grace");
    await grace.opensMail();
    const reason = "We do this ourselves";
    await grace.presses("decline", `writes “${reason}” and presses Decline`, { reason });
    await scene.until("declined");
    const why = scene.link()?.declined?.reason ?? "(no reason)";
    scene.timeline.say({
      kind: "ticket",
      who: ticketId,
      words: `asks GET /api/v1/links/{id} and reads why: “${why}”`,
    });
    if (why !== reason) throw new Error("The reason did not reach the ticketing system.");
  },
  expected: {
    link: "declined",
    guests: "none",
    invitation: "none",
    identity: "none",
    "changes made": "none",
    "roles of guests": "none",
    "write-back": "notAsked",
    "taken back": "nothing",
    "consent left": "none",
    "sealed sessions": "0",
    "mails to administrator": "2",
    "mails to account": "0",
    "ticket heard last": "link.declined",
    "events it missed": "none",
  },
};
