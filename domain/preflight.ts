import type { Link } from "./link";
import type { FoundAccount, Warning } from "./linkParts";
import type { Licences } from "./microsoftPorts";
import { isPrivileged, roleNameOf } from "./roles";

/** What a look at the directory found, before anything was changed. */
export interface Seen {
  readonly found: { readonly account: FoundAccount; readonly isPending: boolean } | null;
  readonly globalAdministrators: number;
  readonly sync: { readonly synchronised: boolean; readonly lastSyncAt: string | null };
  /** Null where no step of the plan needs to know, so that the permission was not asked for. */
  readonly licences: Licences | null;
  readonly otherOpenLinks: number;
}

/** Microsoft recommends fewer (Entra: best practices for roles). */
const manyAdministrators = 5;
/** Connect synchronises every 30 minutes; six missed runs are worth a word. */
const staleSyncMs = 3 * 60 * 60 * 1000;

export const isStale = (lastSyncAt: string | null, now: string): boolean =>
  lastSyncAt !== null && Date.parse(now) - Date.parse(lastSyncAt) > staleSyncMs;

const hoursSince = (then: string, now: string): string =>
  String(Math.round((Date.parse(now) - Date.parse(then)) / 3_600_000));

const kindOf = ({ account, isPending }: NonNullable<Seen["found"]>): string =>
  account.userType === "Member"
    ? "a member of this directory"
    : isPending
      ? "a guest who never accepted the invitation"
      : "a guest of this directory";

function aboutAccount({ request }: Link, { found }: Seen): Warning[] {
  if (!found) return [];
  const held = found.account.roles.filter((role) =>
    request.access.some((wanted) => wanted === role),
  );
  return [
    {
      code: "account_there",
      words: `The address is ${kindOf(found)} already; an administrator confirms that it is the account that is meant`,
    },
    ...held.map((role) => ({
      code: "role_already_held",
      words: `The account holds the role ${roleNameOf(role)} already; this request neither gives it nor takes it back`,
    })),
  ];
}

function aboutDirectory({ request }: Link, { globalAdministrators, otherOpenLinks }: Seen) {
  const isWorth = globalAdministrators >= manyAdministrators && request.access.some(isPrivileged);
  return [
    isWorth && {
      code: "many_global_administrators",
      words: `The directory has ${String(globalAdministrators)} Global Administrators already; Microsoft recommends fewer than ${String(manyAdministrators)}`,
    },
    otherOpenLinks > 0 && {
      code: "other_open_links",
      words: `${String(otherOpenLinks)} other open ${otherOpenLinks === 1 ? "request asks" : "requests ask"} for access to this directory`,
    },
  ];
}

function aboutWriteback({ request }: Link, { sync, licences }: Seen, now: string) {
  if (!request.passwordWriteback) return [];
  return [
    licences?.premium === false && {
      code: "licence_missing",
      words: "No licence for password write-back (Entra ID P1 or P2) was found",
    },
    !sync.synchronised && {
      code: "not_synchronised",
      words:
        "The directory is not synchronised from on premises: there is nothing to write passwords back to",
    },
    isStale(sync.lastSyncAt, now) && {
      code: "sync_stale",
      words: `The last synchronisation was ${hoursSince(sync.lastSyncAt ?? now, now)} hours ago; usual is every 30 minutes`,
    },
  ];
}

/** Who ends the access on the agreed day; null where there is no such day. */
export function untilOf({ request }: Link, { licences }: Pick<Seen, "licences">): Link["until"] {
  const { accessUntil, assignment } = request;
  if (accessUntil === null) return null;
  const isEnforced = assignment === "eligible" || licences?.privileged === true;
  return { at: accessUntil, enforcedBy: isEnforced ? "entra" : "reminder" };
}

const aboutEnd = (link: Link, seen: Seen) => [
  untilOf(link, seen)?.enforcedBy === "reminder" && {
    code: "end_only_reminded",
    words:
      "Without the licence Entra ID P2 Microsoft cannot end the role by itself: an administrator is asked to end it on the agreed day",
  },
];

/** Everything that people should know of it before the first change; nothing here stops the link. */
export const warningsOf = (link: Link, seen: Seen, now: string): Warning[] =>
  [
    ...aboutAccount(link, seen),
    ...aboutDirectory(link, seen),
    ...aboutWriteback(link, seen, now),
    ...aboutEnd(link, seen),
  ].filter((warning) => warning !== false);
