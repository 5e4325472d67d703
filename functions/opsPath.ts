const home = "/ops";
const longest = 500;
/** Paths of the sign-in itself: coming back to one would go round in circles. */
const own = ["/ops/signin", "/ops/callback", "/ops/signout"];

/** The path under /ops that is asked for, or /ops: nothing leads from a sign-in to another site. */
export function opsPath(wanted: string | undefined): string {
  const base = "http://here.invalid";
  if (wanted === undefined || wanted.length > longest || !URL.canParse(wanted, base)) return home;
  const { origin, pathname, search } = new URL(wanted, base);
  // Whatever a browser would read differently (//host, \, .., a fragment) does not come back as it went in.
  const isPlain = origin === base && pathname + search === wanted;
  const isUnder = pathname === home || pathname.startsWith(`${home}/`);
  return isPlain && isUnder && !own.includes(pathname) ? wanted : home;
}
