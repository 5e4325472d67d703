import type { HttpRequest } from "@azure/functions";
import type { Operator } from "../domain/operator";
import { checkFormToken, formToken, requireOperator, type SessionPorts } from "./operatorSession";

/** Who is signed in on /ops, and the token that only their own forms carry. */
export interface OperatorDesk {
  /** Throws `EarlyAnswer` where somebody has to sign in first. */
  requireOperator(request: HttpRequest): Promise<Operator>;
  formToken(operator: Operator): string;
  /** Throws `EarlyAnswer` where the form is not one that we made for this session. */
  checkFormToken(operator: Operator, form: URLSearchParams): void;
}

/** The desk at the real door: sessions in rows, named by sealed cookies. */
export const createOperatorDesk = (ports: SessionPorts): OperatorDesk => ({
  requireOperator: (request) => requireOperator(ports, request),
  formToken: (operator) => formToken(ports, operator),
  checkFormToken: (operator, form) => {
    checkFormToken(ports, operator, form);
  },
});
