import { newLink } from "../domain/newLink";
import { linkId, objectId } from "../domain/ids";
import type { Link } from "../domain/link";
import {
  endSteps,
  howOf,
  ownSubscriptionSteps,
  planScopes,
  planSteps,
  signInScopes,
  type PlanStep,
} from "../domain/plan";
import { parseLinkRequest, type LinkRequest } from "../domain/request";

/** A moment at which an administrator is asked for permissions, and for which. */
export interface Situation {
  readonly when: "consent" | "end";
  readonly words: string;
  readonly steps: readonly PlanStep[];
  readonly scopes: readonly string[];
}

const until = "2030-01-31T00:00:00Z";
const exampleId = objectId.parse("00000000-0000-4000-8000-000000000000");
const wasThere: Link["account"]["found"] = {
  objectId: exampleId,
  name: "Partner",
  userPrincipalName: "partner@contoso.onmicrosoft.com",
  userType: "Member",
  createdAt: until,
  redeemedAt: null,
  roles: [],
  isOwnAddress: true,
};

function requestWith(choices: Record<string, unknown>): LinkRequest {
  const parsed = parseLinkRequest({
    directory: "contoso.onmicrosoft.com",
    administrator: { email: "admin@contoso.onmicrosoft.com" },
    account: { email: "partner@example.com" },
    reason: "An example",
    ...choices,
  });
  if (!parsed.ok) throw new Error(parsed.errors.map((error) => error.message).join());
  return parsed.request;
}

/** A link whose roles were given, as it is when somebody ends it. */
function given(choices: Record<string, unknown>, found: Link["account"]["found"] = null): Link {
  const request = requestWith(choices);
  const example = linkId.parse("a".repeat(26));
  const { link } = newLink(example, "example", { request, now: until });
  return {
    ...link,
    account: { ...link.account, objectId: exampleId, found },
    roles: request.access.map((templateId) => ({
      templateId,
      state: "assigned",
      how: howOf(request),
      assignmentId: null,
    })),
  };
}

const situation = (when: Situation["when"], words: string, steps: PlanStep[]): Situation => ({
  when,
  words,
  steps,
  scopes: planScopes(steps),
});
const asked = (words: string, choices: Record<string, unknown>): Situation =>
  situation("consent", words, planSteps(requestWith(choices)));
const own = (words: string, choices: Record<string, unknown>): Situation =>
  situation("consent", words, ownSubscriptionSteps(requestWith(choices)));
const ended = (words: string, link: Link): Situation => situation("end", words, endSteps(link));

const eligible = { assignment: "eligible" };
const checked = { passwordWriteback: true };

/** Every kind of plan there is, from the code that makes the plans. */
export const permissionSituations = (): Situation[] => [
  asked("Roles for good", {}),
  asked("Roles until a date", { accessUntil: until }),
  asked("Roles to be activated when needed", eligible),
  asked("Roles for good, and password write-back checked", checked),
  asked("The same, and the flag set", { ...checked, setWritebackFlag: true }),
  own("“We manage it ourselves”", {}),
  own("“We manage it ourselves”, and password write-back checked", checked),
  ended("Ending roles that were given for good", given({})),
  ended("Ending roles that were given until a date", given({ accessUntil: until })),
  ended("Ending roles to be activated", given(eligible)),
  ended("Ending roles of an account that was there before", given({}, wasThere)),
];

/** What the first consent page asks for, for everybody in the directory. */
export const everybodysScopes = ["openid", "profile", "User.Read"] as const;

/** Every delegated permission that anybody is ever asked for: what the registration *link* declares, and no more. */
export const delegatedPermissions = (): string[] => {
  const situations = permissionSituations().flatMap(({ scopes }) => scopes);
  return [...new Set<string>([...everybodysScopes, ...signInScopes, ...situations])].sort();
};
