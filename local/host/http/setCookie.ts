import type { RpcHttpCookie } from "../workerTypes";

/** One Set-Cookie line as ASP.NET writes it: value URL-escaped, a path always, attributes in lower case. */
export function setCookie(cookie: RpcHttpCookie): string {
  const { expires, maxAge, domain, secure, sameSite, httpOnly } = cookie;
  const parts = [`${cookie.name}=${escape(cookie.value)}`];
  if (expires) parts.push(`expires=${new Date(expires.value.seconds * 1000).toUTCString()}`);
  if (maxAge) parts.push(`max-age=${Math.trunc(maxAge.value)}`);
  if (domain) parts.push(`domain=${domain.value}`);
  parts.push(`path=${cookie.path?.value ?? "/"}`);
  if (secure?.value) parts.push("secure");
  if (sameSite && sameSite !== "none")
    parts.push(`samesite=${sameSite === "explicitNone" ? "none" : sameSite}`);
  if (httpOnly?.value) parts.push("httponly");
  return parts.join("; ");
}

// .NET escapes these as well, encodeURIComponent does not.
function escape(value: string): string {
  return encodeURIComponent(value).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
