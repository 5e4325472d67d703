import type { Form } from "./forms";

/** What the person does on the sandbox's pages; without a word they agree to everything. */
export interface SignInAnswers {
  /** Somebody else to choose on the account page. */
  readonly as?: string;
  /** Where to press Cancel: at the consent or at the invitation. */
  readonly cancel?: "consent" | "redeem";
  /** Stop in front of this step's page. */
  readonly stopAt?: "account" | "redeem" | "consent" | "approval";
}

export interface SignInAnswer {
  readonly form: Form;
  readonly button: string;
}

/** The form and button for a sign-in page, or undefined when this is none or the person stops here. */
export function answerSignInPage(
  page: { readonly forms: readonly Form[] },
  answers: SignInAnswers & { readonly personId: string },
): SignInAnswer | undefined {
  const form = page.forms.find((one) => new URL(one.action).pathname.endsWith("/login"));
  const step = form?.fields.find(([name]) => name === "step")?.[1];
  if (!form || step === answers.stopAt) return undefined;
  if (step === "account") return { form, button: answers.as ?? answers.personId };
  if (step === "approval") return { form, button: "cancel" };
  return { form, button: step === answers.cancel ? "cancel" : "accept" };
}
