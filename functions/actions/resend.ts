import { rules } from "../../domain/actions";
import { wasJustResent } from "../../domain/askingAgain";
import { decideOpen, requireMay, saidBy, type Act } from "./action";

/**
 * Mails the open question once more, with a new link: it opens a new wait, so the link in the older
 * mail is dead. The deadline stays. A repeat within a minute answers the same and mails nobody.
 */
export const resend: Act = async (ports, link, call) => {
  const isAsking = rules.resend.allowedIn.includes(link.status);
  if (isAsking && wasJustResent(link, ports.now())) return link;
  requireMay(link, "resend");
  const decision = { type: "resent" as const, ...saidBy(ports, call) };
  return decideOpen(ports, link, { decision, context: call.context });
};
