import type { Activity } from "../domain/contract";
import type { Link, StoredEvent } from "../domain/link";
import type { TicketHook } from "../domain/ports";
import { waitingFor } from "../domain/states";
import type { Links, TicketProgress } from "../domain/storagePorts";

/** One event as the ticket gets it: a CloudEvents 1.0 envelope around codes, ids and the link's state. */
const envelope = (link: Link, event: StoredEvent, publicUrl: string) => ({
  specversion: "1.0",
  id: `${link.id}.${String(event.seq)}`,
  type: `directory-link.${event.type}.v1`,
  source: `${publicUrl}/api/v1/links/${link.id}`,
  time: event.time,
  sequence: String(event.seq),
  datacontenttype: "application/json",
  data: {
    link: link.id,
    ticket: { id: link.request.ticket?.id },
    status: link.status,
    waitingOn: waitingFor(link.status).on,
    nextAction: waitingFor(link.status).next,
    ...event.data,
  },
});

/** Posts every event the ticket has not heard, in order; at least once, since a lost answer repeats one. */
export const createTellTicket =
  (ports: {
    links: Links;
    progress: TicketProgress;
    hook: TicketHook;
    publicUrl: string;
  }): Activity<"tellTicket"> =>
  async ({ linkId }) => {
    const link = await ports.links.read(linkId);
    const url = link?.request.ticket?.callbackUrl;
    if (!link || !url) return null;
    const told = await ports.progress.told(linkId);
    let heard = told;
    try {
      for (const event of await ports.links.events(linkId, told)) {
        const body = envelope(link, event, ports.publicUrl);
        await ports.hook.post(url, body.id, body);
        heard = event.seq;
      }
    } finally {
      if (heard > told) await ports.progress.tell(linkId, heard);
    }
    return null;
  };
