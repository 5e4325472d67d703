import { randomUUID } from "node:crypto";
import type { SandboxContext } from "../context";
import type { Tenant } from "../facts";
import type { Application } from "../registrationFacts";
import type { Answer } from "../http/answer";
import { accountStep } from "./accountStep";
import { agreementStep } from "./agreementStep";
import { assignmentStep } from "./assignmentStep";
import { directoryStep } from "./directoryStep";
import { finishAdminConsent } from "./finishAdminConsent";
import { finishSignIn } from "./finishSignIn";
import { problemRedirect, type Problem } from "./problem";
import { problems } from "./problems";

/** What the application asked for at the authorize or the admin consent endpoint, checked. */
export interface FlowRequest {
  readonly redirectUri: string;
  readonly state: string | null;
  readonly scopes: readonly string[];
  /** Whether the scopes were written with the resource in front. */
  readonly qualified: boolean;
  readonly prompt: "login" | "select_account" | "consent" | "none" | null;
  readonly loginHint: string | null;
  readonly nonce: string | null;
  readonly codeChallenge: string;
}

/** One person on their way through the sign-in pages, from the request to the redirect. */
export interface Flow {
  readonly id: string;
  readonly purpose: "signIn" | "adminConsent";
  readonly tenant: Tenant;
  readonly application: Application;
  readonly request: FlowRequest;
  personId: string | null;
}

/** What a person pressed on the page of a step. */
export interface Pressed {
  readonly step: string;
  readonly value: string;
}

export interface FlowTurn {
  readonly context: SandboxContext;
  readonly flow: Flow;
  readonly pressed: Pressed | undefined;
  /** Who is signed in in this browser already. */
  readonly sessionPersonId: string | undefined;
}

export function startFlow(context: SandboxContext, flow: Omit<Flow, "id" | "personId">): Flow {
  const started = { ...flow, id: randomUUID(), personId: null };
  context.issued.flows.set(started.id, started);
  return started;
}

/** Goes on to the first step that needs the person, or to the end. */
export function continueFlow(turn: FlowTurn): Answer {
  const { flow, context } = turn;
  const answer =
    accountStep(turn) ?? directoryStep(turn) ?? assignmentStep(turn) ?? agreementStep(turn);
  if (answer?.status === 302) context.issued.flows.delete(flow.id);
  if (answer && flow.request.prompt === "none")
    return turnBack(turn, problems.interactionRequired());
  if (answer) return answer;
  context.issued.flows.delete(flow.id);
  return flow.purpose === "adminConsent" ? finishAdminConsent(flow) : finishSignIn(turn);
}

/** Sends the person back to the application with a refusal. */
export function turnBack({ flow }: FlowTurn, problem: Problem): Answer {
  const { redirectUri, state } = flow.request;
  return problemRedirect(problem, {
    redirectUri,
    state,
    isAdminConsent: flow.purpose === "adminConsent",
  });
}
