interface StoredCookie {
  readonly name: string;
  readonly value: string;
  readonly host: string;
  readonly path: string;
  readonly secure: boolean;
  readonly sameSite: "strict" | "lax" | "none";
  readonly expiresAt: number;
}

/** How a request came about, for SameSite. */
export interface Navigation {
  readonly method: string;
  /** Begun by a page of the same site, with every redirect on the way. */
  readonly sameSite: boolean;
}

/**
 * Cookies as a browser keeps them (RFC 6265): by host and path, ports share them, Secure ones never
 * travel over http, and what says nothing is SameSite=Lax. Domain attributes are not taken.
 */
export class CookieJar {
  readonly #cookies = new Map<string, StoredCookie>();

  store(url: URL, lines: readonly string[]): void {
    for (const line of lines) {
      const cookie = parseCookie(line, url);
      if (!cookie) continue;
      const key = [cookie.host, cookie.path, cookie.name].join(" ");
      if (cookie.expiresAt <= Date.now()) this.#cookies.delete(key);
      else this.#cookies.set(key, cookie);
    }
  }

  header(url: URL, navigation: Navigation): string | undefined {
    const sent = [...this.#cookies.values()]
      .filter((cookie) => isSent(cookie, url, navigation))
      .sort((a, b) => b.path.length - a.path.length);
    return sent.length === 0
      ? undefined
      : sent.map(({ name, value }) => `${name}=${value}`).join("; ");
  }

  /** The names and values kept for this host. */
  of(host: string): Readonly<Record<string, string>> {
    const own = [...this.#cookies.values()].filter((cookie) => cookie.host === host);
    return Object.fromEntries(own.map(({ name, value }) => [name, value]));
  }

  clear(): void {
    this.#cookies.clear();
  }
}

function parseCookie(line: string, url: URL): StoredCookie | undefined {
  const [pair = "", ...rest] = line.split(";").map((part) => part.trim());
  const split = pair.indexOf("=");
  const attributes = new Map(
    rest.map((part) => {
      const [name = "", ...value] = part.split("=");
      return [name.toLowerCase(), value.join("=")] as const;
    }),
  );
  const name = pair.slice(0, split);
  const secure = attributes.has("secure");
  const path = attributes.get("path")?.startsWith("/")
    ? (attributes.get("path") ?? "/")
    : defaultPath(url);
  const sameSite = sameSiteOf(attributes.get("samesite"));
  const isHostCookie = !name.startsWith("__Host-") || (secure && path === "/");
  if (
    split < 1 ||
    (secure && url.protocol !== "https:") ||
    (sameSite === "none" && !secure) ||
    !isHostCookie
  )
    return undefined;
  if (attributes.has("domain")) return undefined;
  return {
    name,
    value: pair.slice(split + 1),
    host: url.hostname,
    path,
    secure,
    sameSite,
    expiresAt: expiryOf(attributes),
  };
}

function sameSiteOf(text: string | undefined): StoredCookie["sameSite"] {
  const value = text?.toLowerCase();
  return value === "strict" || value === "none" ? value : "lax";
}

function expiryOf(attributes: ReadonlyMap<string, string>): number {
  const maxAge = attributes.get("max-age");
  if (maxAge !== undefined) return Date.now() + Number(maxAge) * 1000;
  const expires = Date.parse(attributes.get("expires") ?? "");
  return Number.isNaN(expires) ? Number.POSITIVE_INFINITY : expires;
}

function defaultPath(url: URL): string {
  const last = url.pathname.lastIndexOf("/");
  return last <= 0 ? "/" : url.pathname.slice(0, last);
}

function isSent(cookie: StoredCookie, url: URL, { method, sameSite }: Navigation): boolean {
  if (cookie.host !== url.hostname || !isBelow(cookie.path, url.pathname)) return false;
  if (cookie.expiresAt <= Date.now() || (cookie.secure && url.protocol !== "https:")) return false;
  return sameSite || cookie.sameSite === "none" || (cookie.sameSite === "lax" && method === "GET");
}

function isBelow(path: string, wanted: string): boolean {
  return wanted === path || wanted.startsWith(path.endsWith("/") ? path : `${path}/`);
}
