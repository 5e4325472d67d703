import type { z } from "zod";

export interface FieldError {
  readonly pointer: string;
  /** The header that is wrong, where it is no field and no query parameter. */
  readonly header?: string;
  readonly message: string;
}

/** A JSON pointer (RFC 6901); a query is a flat object, so a parameter's is its name. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");

/** Our own words where a schema has none; the validator's are for developers of ours. */
function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code !== "invalid_type") return issue.message;
  if (issue.input === undefined) return "is required";
  return issue.message.startsWith("Invalid input")
    ? `must be of type ${issue.expected}`
    : issue.message;
}

/** One entry a wrong field, each with a JSON pointer (RFC 6901) into the request body. */
function fieldErrors(issues: readonly z.core.$ZodIssue[]): FieldError[] {
  return issues.flatMap((issue): FieldError[] => {
    if (issue.code === "unrecognized_keys")
      return issue.keys.map((key) => ({
        pointer: pointer([...issue.path, key]),
        message: "is not a field of this request",
      }));
    if (issue.code === "invalid_union") return unionErrors(issue);
    return [{ pointer: pointer(issue.path), message: messageOf(issue) }];
  });
}

/** `access` alone is a union: where an object was given, its own errors say more than "no match". */
function unionErrors(issue: z.core.$ZodIssueInvalidUnion): FieldError[] {
  const inside = issue.errors
    .flat()
    .filter((error) => error.path.length > 0 || error.code === "unrecognized_keys");
  const own = [
    {
      pointer: pointer(issue.path),
      message: 'must be "full", "passwordWriteback" or {"roles": [...]}',
    },
  ];
  return inside.length === 0
    ? own
    : fieldErrors(inside.map((error) => ({ ...error, path: [...issue.path, ...error.path] })));
}

/** A field can break several rules; its first error is the one to mend first. */
const firstOfEach = (errors: readonly FieldError[]): FieldError[] =>
  errors.filter(
    (error, index) => errors.findIndex((one) => one.pointer === error.pointer) === index,
  );

/** What is wrong with a body, one entry a field. */
export const errorsOf = (error: z.ZodError): FieldError[] =>
  firstOfEach(fieldErrors(error.issues as z.core.$ZodIssue[]));
