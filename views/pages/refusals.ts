import { personRefusals } from "./personRefusals";
import type { Refusal, RefusalWords, Refused } from "./refusal";
import { visitRefusals } from "./visitRefusals";

export const refusals: Readonly<Record<Refusal, (refused: Refused) => RefusalWords>> = {
  ...visitRefusals,
  ...personRefusals,
};
