import { mayDo, rules } from "../../domain/actions";
import { mostResends, wasJustResent } from "../../domain/askingAgain";
import { decideOpen, notInThisState, saidBy, type Act } from "./action";

/**
 * Mails the open question once more, with a new link: it opens a new wait, so the link in the older
 * mail is dead. The deadline stays. A repeat within a minute answers the same and mails nobody.
 */
export const resend: Act = async (ports, link, call) => {
  const isAsking = rules.resend.allowedIn.includes(link.status);
  if (isAsking && wasJustResent(link, ports.now())) return link;
  if (!mayDo(link, "resend"))
    throw notInThisState(
      "resend",
      `A link that is ${link.status} has no open question to mail now, or its mail was sent anew ${String(mostResends)} times, or so much was done with it that no more is taken.`,
    );
  const decision = { type: "resent" as const, ...saidBy(ports, call) };
  return decideOpen(ports, link, { decision, context: call.context });
};
