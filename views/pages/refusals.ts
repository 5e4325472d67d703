import { accountRefusals } from "./accountRefusals";
import { choiceRefusals } from "./choiceRefusals";
import { microsoftRefusals } from "./microsoftRefusals";
import { personRefusals } from "./personRefusals";
import type { Refusal, RefusalPage } from "./refusal";
import { visitRefusals } from "./visitRefusals";

export const refusals: Readonly<Record<Refusal, RefusalPage>> = {
  ...visitRefusals,
  ...choiceRefusals,
  ...personRefusals,
  ...accountRefusals,
  ...microsoftRefusals,
};
