import { graphTime } from "../context";
import type { DirectoryUser, Person, Tenant } from "../facts";
import type { Answer } from "../http/answer";
import { html } from "../../../views/html";
import { invitationBlock } from "../invitationBlock";
import { page } from "../page";
import { initialDomain } from "../newTenant";
import { turnBack, type Flow, type FlowTurn } from "./flow";
import { problemPage } from "./problem";
import { problems } from "./problems";
import { acceptOrCancel, stepForm } from "./stepForm";
import { userOfPerson } from "./tenants";

/** Lets the person into this directory; a pending guest accepts the invitation first. */
export function directoryStep(turn: FlowTurn): Answer | undefined {
  const { context, flow, pressed } = turn;
  const person = context.facts.people.find((one) => one.id === flow.personId);
  const user = person && userOfPerson(context, flow.tenant, person.id);
  if (!person || !user)
    return problemPage(problems.notInTenant(person?.address ?? "?", flow.tenant.displayName));
  if (!user.accountEnabled) return problemPage(problems.accountDisabled());
  if (user.externalUserState !== "PendingAcceptance") return undefined;
  if (invitationBlock(flow.tenant, person.address))
    return turnBack(turn, problems.keptOut(person.address, flow.tenant.displayName));
  if (pressed?.step !== "redeem") return redemptionPage(flow, person);
  if (pressed.value !== "accept") return turnBack(turn, problems.cancelled());
  redeem(flow.tenant, { user, person, at: graphTime(context.now()) });
  return undefined;
}

const issuers: Readonly<Record<Person["kind"], string>> = {
  work: "ExternalAzureAD",
  personal: "MicrosoftAccount",
  passcode: "mail",
};

/** Binds the guest to the account that signed in (facts.md §3.2). */
function redeem(
  tenant: Tenant,
  { user, person, at }: { user: DirectoryUser; person: Person; at: string },
): void {
  user.personId = person.id;
  user.externalUserState = "Accepted";
  user.externalUserStateChangeDateTime = at;
  user.identities = [
    { signInType: "federated", issuer: issuers[person.kind], issuerAssignedId: null },
    {
      signInType: "userPrincipalName",
      issuer: initialDomain(tenant),
      issuerAssignedId: user.userPrincipalName,
    },
  ];
}

function redemptionPage(flow: Flow, person: Person): Answer {
  const body = html`<p>${person.address}</p>
    <p>
      <strong>${flow.tenant.displayName}</strong> (${initialDomain(flow.tenant)}) invites this
      account. By accepting you allow this organisation to:
    </p>
    <ul>
      <li>Receive your profile data</li>
      <li>Collect and log your activity</li>
      <li>Use your profile data and activity data</li>
    </ul>
    ${stepForm(flow, "redeem", acceptOrCancel("Accept"))}`;
  return page({ title: "Review permissions", body });
}
