/** A refusal by Graph; the route turns it into Graph's error body. */
export class GraphError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(...[status, code, message]: [number, string, string]) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function badRequest(message: string): GraphError {
  return new GraphError(400, "Request_BadRequest", message);
}

/** Also the answer for what is there but not yet visible (facts.md §4.3). */
export function notFound(id: string): GraphError {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return new GraphError(404, "Request_ResourceNotFound", message);
}

export function denied(message = "Insufficient privileges to complete the operation."): GraphError {
  return new GraphError(403, "Authorization_RequestDenied", message);
}

export function notImitated(what: string): GraphError {
  return new GraphError(501, "NotImitated", `The sandbox does not imitate ${what}.`);
}
