import type { HttpRequest } from "@azure/functions";
import type { ObjectId } from "../domain/ids";

/** Somebody of this service who signed in with the role Links.Operate. */
export interface Operator {
  readonly oid: ObjectId;
  readonly name: string;
  readonly sessionId: string;
}

/** Who is signed in on /ops, and the token that only their own forms carry. */
export interface OperatorDesk {
  /** Throws `EarlyAnswer` where somebody has to sign in first. */
  requireOperator(request: HttpRequest): Promise<Operator>;
  formToken(operator: Operator): string;
  /** Throws `EarlyAnswer` where the form is not one that we made for this session. */
  checkFormToken(operator: Operator, form: URLSearchParams): void;
}
