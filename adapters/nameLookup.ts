import { Resolver } from "node:dns/promises";
import type { LookupAddress } from "node:dns";
import type { LookupFunction } from "node:net";

/** With the second try, which waits twice as long, it is over before the post is. */
const patience = { timeout: 800, tries: 2 };

/** Both kinds at once; one of them is enough. Each question has a resolver of its own, so none waits for another. */
async function addressesOf(
  hostname: string,
  family: unknown,
  servers: readonly string[] | undefined,
): Promise<LookupAddress[]> {
  const resolver = new Resolver(patience);
  if (servers) resolver.setServers(servers);
  const [four, six] = await Promise.allSettled([
    family === 6 ? [] : resolver.resolve4(hostname),
    family === 4 ? [] : resolver.resolve6(hostname),
  ]);
  const found = [
    ...(four.status === "fulfilled" ? four.value : []).map((address) => ({ address, family: 4 })),
    ...(six.status === "fulfilled" ? six.value : []).map((address) => ({ address, family: 6 })),
  ];
  if (found.length > 0) return found;
  const failed = [four, six].find((one) => one.status === "rejected");
  throw Object.assign(new Error(`no address for ${hostname}`), {
    ...{ code: "ENOTFOUND", cause: failed?.reason as unknown },
  });
}

/**
 * Looks names up by DNS alone, on sockets. Node's own lookup takes a thread of the few that files and
 * crypto need as well, and holds it for as long as a name server leaves it waiting. Names of /etc/hosts
 * and of search domains are not known here. `servers` are this machine's own unless given.
 */
export const createNameLookup =
  (servers?: readonly string[]): LookupFunction =>
  (hostname, { all, family }, done) => {
    addressesOf(hostname, family, servers).then(
      (found) => {
        const [first] = found;
        if (all || !first) return done(null, found);
        done(null, first.address, first.family);
      },
      (error: NodeJS.ErrnoException) => done(error, "", 0),
    );
  };
