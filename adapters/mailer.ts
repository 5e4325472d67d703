import type { Mailer } from "../domain/ports";
import type { Graph } from "./graph";

/** Mail through Graph from the product's one mailbox; 202 means accepted, not delivered. */
export const createMailer = (graph: Graph, sender: string): Mailer => ({
  async send({ to, subject, html }) {
    const message = {
      subject,
      body: { contentType: "html", content: html },
      toRecipients: [{ emailAddress: { address: to } }],
    };
    await graph("sendMail", {
      values: { id: sender },
      body: { message, saveToSentItems: false },
    });
  },
});
