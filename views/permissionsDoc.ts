import { graphCalls, type GraphCall } from "../domain/graphCalls";
import { signInScopes } from "../domain/plan";
import { code, markdownTable } from "./markdown";
import { homePermissions } from "./homePermissions";
import { everybodysScopes, permissionSituations, type Situation } from "./permissionSituations";
import { permissionWords } from "./permissionWords";

const intro = `# Permissions, and why

Made from \`domain/planTable.ts\` and \`domain/graphCalls.ts\` by \`views/permissionsDoc.ts\`; do not edit it by hand.

All work in a customer's directory is done with the administrator's own delegated token, after their sign-in on our page. The product holds no application permission there, so a leaked key of ours opens no customer. Each plan asks for the least permissions of its own Graph calls, and permissions for taking things back are asked for on the page that ends the access, never at consent.`;

const notAsked = `## What is never asked for

- An application permission in a customer's directory.
- A permission to remove our own enterprise application: the administrator deletes it by hand, and our last mail says where.
- Azure's "elevate access". An outside Global Administrator could use it; the product never does, and says so before anybody agrees.`;

const whatIsSeen = `## What the administrator sees, in this order

1. Our page, opened by a mailed link: who asks (the caller's name and domain), for which account and role, why, each step of the plan, and each permission with Microsoft's words and our reason. Nothing has been asked of Microsoft yet.
2. Microsoft's page for the whole directory: the name of the registration _link_ and its publisher, “unverified” as long as the publisher has not been verified with Microsoft, and ${everybodysScopes.map(code).join(", ")}. Its word for it is “Review permissions for your organization”.
3. Microsoft's page for the administrator alone (“Permissions requested”): the permissions of the plan, from the table above, and those of every sign-in. They act with this person's own rights: the product can do nothing that the administrator could not, and Microsoft's logs name the administrator.
4. Afterwards, in the Entra admin centre: an enterprise application with the name of _link_, under Permissions what was agreed to on both pages, and the sign-ins. Deleting it ends all of it at once; our last mail says where.

The page that ends the access goes the same way, with its own permissions.`;

const azure = `## Azure, for “We manage it ourselves” only

Azure Resource Manager \`user_impersonation\`, with the administrator's own token: used once, to count the enabled subscriptions in their own list. Only the number is kept. An empty list proves nothing, so the administrator's word counts.`;

const call = ({ method, path }: GraphCall): string => code(`${method} /v1.0${path}`);
const allCalls = Object.values<GraphCall>(graphCalls);

const shown = (scope: string): string => {
  const { shownAs } = permissionWords(scope);
  return shownAs ? `Microsoft's page shows: “${shownAs}”.` : "";
};

const situationTable = (situations: readonly Situation[]): string =>
  markdownTable(
    ["When", "Plan", "Permissions"],
    situations.map(({ when, words, scopes }) => [when, words, scopes.map(code).join(", ")]),
  );

const moments = {
  consent: "Asked with consent",
  end: "Asked on the page that ends the access",
} as const;

/** Steps that need a call of which this is the least permission, in every plan that asks for it. */
function neededBy(scope: string, situations: readonly Situation[]): string[] {
  const items = situations
    .filter(({ scopes }) => scopes.includes(scope))
    .flatMap(({ when, steps }) =>
      steps.flatMap(({ words, calls }) => {
        const needed = calls.map((name) => graphCalls[name]).filter((one) => one.scope === scope);
        return needed.length > 0
          ? [`- ${moments[when]}, for the step “${words}”: ${needed.map(call).join(", ")}`]
          : [];
      }),
    );
  return [...new Set(items)];
}

/** Calls with a smaller permission of their own, which is not asked for beside this one. */
function covered(scope: string, situations: readonly Situation[]): string[] {
  const names = situations
    .filter(({ scopes }) => scopes.includes(scope))
    .flatMap(({ steps, scopes }) =>
      steps.flatMap((step) =>
        step.calls.filter((name) => !scopes.includes(graphCalls[name].scope)),
      ),
    );
  return [...new Set(names)]
    .map((name): GraphCall => graphCalls[name])
    .filter((one) => one.alsoAllowedBy.includes(scope))
    .map((one) => `${call(one)} (else ${code(one.scope)})`);
}

function whyLeast(scope: string, situations: readonly Situation[]): string {
  const least = allCalls.filter((one) => one.scope === scope);
  const also = covered(scope, situations);
  return [
    `It is the least that Microsoft names for ${least.map((one) => `${call(one)}, to ${one.why}`).join("; for ")}.`,
    ...(also.length > 0
      ? [`It also allows ${also.join(", ")}, so that nothing more is asked for that.`]
      : []),
  ].join(" ");
}

const section = (scope: string, situations: readonly Situation[]): string =>
  [
    `### ${scope}`,
    `Whose token: the administrator's own (delegated). ${shown(scope)}`.trim(),
    neededBy(scope, situations).join("\n"),
    whyLeast(scope, situations),
  ].join("\n\n");

const signInItem = (scope: string): string => {
  const { why } = permissionWords(scope);
  return `- ${code(scope)}: to ${why.join("; to ")}. ${shown(scope)}`.trim();
};

/** docs/permissions.md: every permission, whose token, when it is asked for, for which step and call, and why. */
export function permissionsDoc(): string {
  const situations = permissionSituations();
  const scopes = [...new Set(situations.flatMap((one) => one.scopes))].sort();
  return `${[
    intro,
    "## What is asked for, and when",
    situationTable(situations),
    "## For everybody in the directory, by the first consent page",
    `${everybodysScopes.map(code).join(", ")}: so that the outside account can sign in even where people may not consent themselves. The set is small and always the same, because granting it again replaces what was granted before.`,
    "## With every sign-in of an administrator",
    signInScopes.map(signInItem).join("\n"),
    "## The administrator's permissions, one by one",
    "The steps are those of an example: Global Administrator for partner@example.com.",
    ...scopes.map((scope) => section(scope, situations)),
    azure,
    whatIsSeen,
    notAsked,
    ...homePermissions(),
  ].join("\n\n")}\n`;
}
