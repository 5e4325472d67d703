import { LinkError } from "../domain/errors";
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
    try {
      await graph("sendMail", {
        values: { id: sender },
        body: { message, saveToSentItems: false },
      });
    } catch (error) {
      if (
        !(error instanceof LinkError) ||
        error.class === "throttled" ||
        error.class === "transient"
      )
        throw error;
      // 401 is the product's own token here, and the next one may be good.
      const kind = error.code === "session_lapsed" ? "transient" : "needsPerson";
      throw new LinkError({ code: "mail_not_accepted", class: kind }, error.message, error);
    }
  },
});
