/** Where events of a caller may go. */
export interface CallbackRules {
  /** Hosts, with their port where it is not 443, that the caller is declared with. */
  readonly declaredHosts: readonly string[];
  /** The one origin that may be on this machine and without https: the setting LOCAL_CALLBACKS. */
  readonly localOrigin: string | undefined;
}

/** A URL has its IPv4 addresses in one spelling, whatever was typed, and IPv6 in brackets. */
export const isAddress = (hostname: string): boolean =>
  hostname.startsWith("[") || /^\d+(\.\d+){3}$/.test(hostname);

/** Why events of this caller may not go to this URL; undefined where they may. */
export function callbackFault(text: string, rules: CallbackRules): string | undefined {
  if (!URL.canParse(text)) return "must be an absolute URL";
  const url = new URL(text);
  if (url.username || url.password) return "must carry no user name or password";
  const isLocal = url.origin === rules.localOrigin;
  if (url.protocol !== "https:" && !isLocal) return "must be https";
  if (isAddress(url.hostname) && !isLocal) return "must name a host, not an IP address";
  if (!rules.declaredHosts.includes(url.host))
    return "is on a host that is not declared for this caller";
  return undefined;
}
