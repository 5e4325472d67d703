import { json, type Answer } from "../http/answer";

/** A refusal in the error shape of every Azure Resource Manager API. */
export class ArmRefusal extends Error {
  readonly status: number;
  readonly code: string;
  constructor(...[status, code, message]: [number, string, string]) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const refusedByArm = ({ status, code, message }: ArmRefusal): Answer =>
  json(status, { error: { code, message } });

/** Every call names one of the versions that its service has. */
export function checkApiVersion(query: URLSearchParams, known: string): void {
  const version = query.get("api-version");
  if (version === null)
    throw new ArmRefusal(
      400,
      "MissingApiVersionParameter",
      "The api-version query parameter (?api-version=) is required for all requests.",
    );
  if (version !== known)
    throw new ArmRefusal(
      400,
      "InvalidApiVersionParameter",
      `The api-version '${version}' is invalid.`,
    );
}
