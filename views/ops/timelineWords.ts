import type { Moment, MomentKind, Stretch } from "../../domain/caseTimeline";
import { howLong } from "./times";
import { statusName, whoName } from "./words";

const kinds: Readonly<Record<Exclude<MomentKind, "status">, string>> = {
  asked: "Asked for",
  opened: "Consent page opened",
  consented: "An administrator consented",
  signedIn: "The account signed in",
  linked: "Linked: every role given",
  passedOn: "Passed on to somebody else",
  parked: "Parked",
};

export const momentWords = ({ kind, status }: Moment): string =>
  kind === "status" ? (status ? statusName[status] : "") : kinds[kind];

export const stretchLength = ({ from, to }: Stretch): string =>
  howLong(Date.parse(to) - Date.parse(from));

export const stretchWords = (stretch: Stretch): string =>
  `${statusName[stretch.status]}, ${stretchLength(stretch)}; waits for: ${whoName[stretch.on].toLowerCase()}`;
