import type { LinkView } from "../../domain/linkView";
import type { SeenRequest } from "../sandbox/control/faults";
import type { Sandbox } from "../sandbox/startSandbox";
import { graphLine } from "../timeline/graphWords";
import { isOverNow, ticketLine, waitingLine } from "../timeline/linkWords";
import type { Timeline } from "../timeline/timeline";

/** Tells the timeline what happened since the last look: in directories, mailboxes, tickets and the link. */
export function createWatch(sandbox: Sandbox, timeline: Timeline, ticketId: string) {
  const requests = createReader(() => sandbox.requests());
  const tickets = createReader(() => sandbox.tickets());
  let told = "";
  const directoryOf = ({ tenantId }: SeenRequest) => {
    const tenant = sandbox.facts.tenants.find((one) => one.id === tenantId);
    return tenant?.displayName.split(" ")[0] ?? "Graph";
  };
  const removed = new Set<string>();
  return (link: LinkView | undefined): void => {
    for (const request of requests()) {
      const path = request.path.split("?")[0] ?? "";
      if (request.method === "DELETE" && request.status < 300) removed.add(path);
      timeline.say(graphLine(request, directoryOf(request), removed.has(path)));
    }
    const heard = tickets();
    if (heard.length > 0) timeline.say(ticketLine(heard, ticketId));
    if (link && isWorthTelling(link) && told !== key(link)) {
      told = key(link);
      timeline.say(waitingLine(link));
    }
  };
}

/** What came to a growing list since the last time. */
function createReader<T>(list: () => readonly T[]): () => readonly T[] {
  let seen = 0;
  return () => {
    const fresh = list().slice(seen);
    seen += fresh.length;
    return fresh;
  };
}

const key = (link: LinkView): string => `${link.status} ${link.expiresAt ?? ""}`;

/** An open question or the end; what lies between passes within moments. */
const isWorthTelling = (link: LinkView): boolean => link.expiresAt !== null || isOverNow(link);
