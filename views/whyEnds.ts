import type { Link } from "../domain/link";
import { directoryName } from "./aboutLink";
import { askerName, type Asker } from "./asker";
import { readableTime } from "./readableTime";

const endDate = ({ until, request }: Link): string => {
  const at = until?.at ?? request.accessUntil;
  return at
    ? `The agreed end date has come: ${readableTime(at)}.`
    : "The agreed end date has come.";
};

/** Who wants the access ended, in one sentence; whoever is none of the people is the caller or an operator. */
export function whyEnds(link: Link, caller: Asker): string {
  const by = link.ending?.by;
  switch (by) {
    case "endDate":
      return endDate(link);
    case "account":
      return "The holder of the account gives it back.";
    case "administrator":
      return `An administrator of ${directoryName(link)} ends it.`;
    case undefined:
      return "It was asked that it ends.";
    default:
      return by === link.callerId || by.startsWith("caller")
        ? `${askerName(caller)} asked that it ends.`
        : "A person of this service asked that it ends.";
  }
}
