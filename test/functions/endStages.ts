import type { Link } from "../../domain/link";
import { aLink, aWait } from "../support/aLink";
import { aGuestId } from "../support/fakesDirectory";
import { testNow } from "../support/fakesLinks";
import { anAccount, aRoleOf } from "../support/fakesStages";
import { hashOf, standingOf } from "./doorstep";

const base = aLink({
  status: "completed",
  outcome: "completed",
  wait: null,
  account: anAccount({ objectId: aGuestId }),
  roles: [aRoleOf({ state: "assigned" })],
});
/** The account manages the directory, and the last mails carried the two links to the end. */
export const linked: Link = { ...base, standing: standingOf(base) };
export const ending = {
  by: "account",
  at: testNow,
  runId: "r",
  lastWait: 1,
  proof: null,
  scopes: [],
};
/** Somebody ends the access, and an administrator is asked to sign in for it. */
export const asked: Link = {
  ...linked,
  status: "ending",
  ending,
  wait: aWait({ n: 2, what: "end", tokenHash: hashOf(base, 2) }),
};
/** No administrator signed in for it. */
export const overdue: Link = {
  ...asked,
  status: "needsOperator",
  wait: aWait({ n: 3, what: "operator" }),
  pastWaits: [aWait({ n: 2, what: "end", tokenHash: hashOf(base, 2) })],
  parked: {
    code: "end_overdue",
    step: "endAccess",
    at: testNow,
    from: "ending",
    evidence: null,
  },
};
