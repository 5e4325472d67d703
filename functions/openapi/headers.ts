/** Response headers, each described once; a header that an answer lists is always there. */
export const headers = {
  Allow: {
    description: "The methods that this address takes",
    schema: { type: "string" },
    example: "GET, HEAD, OPTIONS",
  },
  BearerChallenge: {
    description: "What the access token lacks (RFC 6750)",
    schema: { type: "string" },
    example: 'Bearer realm="directory link", error="insufficient_scope"',
  },
  ETag: {
    description: "The version of what was answered; send it back as If-None-Match",
    schema: { type: "string", pattern: '^"[^"]+"$' },
    example: '"3"',
  },
  Location: {
    description: "Where the link is",
    schema: { type: "string", format: "uri-reference" },
    example: "/api/v1/links/mrh3kxzq2w7nqe5c4tbo6yjd2a",
  },
  RetryAfter: {
    description: "In how many seconds it makes sense to call again",
    schema: { type: "string", pattern: "^[0-9]+$" },
    example: "10",
  },
  WwwAuthenticate: {
    description: "How to authenticate (RFC 9110)",
    schema: { type: "string" },
    example: 'ApiKey realm="directory link", header="x-api-key", Bearer realm="directory link"',
  },
} as const;

export type HeaderName = keyof typeof headers;

/** The names that go over the wire. */
export const wireNames: Readonly<Record<HeaderName, string>> = {
  Allow: "Allow",
  BearerChallenge: "WWW-Authenticate",
  ETag: "ETag",
  Location: "Location",
  RetryAfter: "Retry-After",
  WwwAuthenticate: "WWW-Authenticate",
};
