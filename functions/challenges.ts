/** Why a token was not enough, in the words of RFC 6750, section 3.1. */
const bearerErrors: Readonly<Record<number, string>> = {
  400: "invalid_request",
  401: "invalid_token",
  403: "insufficient_scope",
};

const realm = 'realm="directory link"';

/**
 * The `WWW-Authenticate` of a refusal. Both ways in are named where nobody is known yet; an error code is for
 * those who sent a token, or lack a role.
 */
export function challengesOf(status: number, isAboutToken: boolean): Record<string, string> {
  const error = bearerErrors[status];
  const bearer = isAboutToken && error ? `Bearer ${realm}, error="${error}"` : `Bearer ${realm}`;
  if (status === 401)
    return { "www-authenticate": `ApiKey ${realm}, header="x-api-key", ${bearer}` };
  return isAboutToken ? { "www-authenticate": bearer } : {};
}
