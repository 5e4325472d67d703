import type { Link } from "../domain/link";
import type { Caller } from "../domain/ports";
import { Problem } from "./api";
import { pageUrl, type MailedPage } from "./mailedLink";
import { Refused, type PageSettings } from "./page";

/** Nobody knows how long a pause is; callers look again after this many seconds. */
const lookAgainSeconds = 300;

/** Refuses what would begin something new while the operator of this service has paused it. */
export function refuseWhilePaused({ paused }: { paused: boolean }): void {
  if (!paused) return;
  throw new Problem(503, "paused", {
    detail:
      "The operator of this service has paused it: no new links are taken for now. Links that were begun wait and go on by themselves afterwards. Nothing was started; try again later.",
    retryAfter: lookAgainSeconds,
  });
}

/**
 * Turns a person away who would begin something that changes a directory. Reading, declining, passing on
 * and signing off stay open to them.
 */
export function refuseVisitWhilePaused(
  { settings }: { settings: Pick<PageSettings, "paused"> },
  { link, caller, page }: { link: Link; caller: Caller; page: MailedPage },
): void {
  if (!settings.paused) return;
  const againUrl = pageUrl(page, link.id);
  throw new Refused("paused", { status: 503, link, caller, againUrl });
}
