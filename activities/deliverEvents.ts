import { cloudEventOf } from "../domain/cloudEvents";
import { isDelivered } from "../domain/delivery";
import type { LinkId } from "../domain/ids";
import type { Link, StoredEvent } from "../domain/link";
import { afterPost, answerOf, isUntold, maySend, type Outbox } from "../domain/outbox";
import type { Caller, Clock, DeliverEvents, TicketHook } from "../domain/ports";
import type { FollowUp, FollowUps, Links, Outboxes } from "../domain/storagePorts";

interface DeliveryPorts {
  readonly links: Links;
  readonly outboxes: Outboxes;
  readonly followUps: Pick<FollowUps, "note" | "done">;
  readonly hook: TicketHook;
  readonly callers: readonly Caller[];
  readonly publicUrl: string;
  readonly now: Clock;
}

interface Sending {
  readonly link: Link;
  readonly url: string;
  readonly event: StoredEvent;
  readonly before: Outbox;
  readonly warn: (line: string) => void;
}

async function post(ports: DeliveryPorts, { link, url, event }: Sending) {
  const body = cloudEventOf(link, event, ports.publicUrl);
  const caller = ports.callers.find(({ id }) => id === link.callerId);
  return ports.hook.post({ url, id: body.id, body, caller });
}

const noteRest = (ports: DeliveryPorts, linkId: LinkId, dueAt: string): Promise<void> =>
  ports.followUps.note({ kind: "webhook", linkId, detail: "", dueAt });

const untoldOf = ({ link, event }: Sending): FollowUp => ({
  ...{ kind: "untold", linkId: link.id },
  ...{ detail: String(event.seq), dueAt: event.time },
});

/** Posts one event and notes what came of it; the follow-ups first, so that a crash loses nothing. */
async function send(ports: DeliveryPorts, sending: Sending): Promise<Outbox> {
  const { followUps, outboxes, now } = ports;
  const { link, event, before, warn } = sending;
  const { id: linkId, lastSeq } = link;
  const delivery = await post(ports, sending);
  const { seq } = event;
  const posted = { seq, delivery, now: now(), lastSeq };
  const isTaken = isDelivered(delivery);
  const expected = isTaken ? undefined : afterPost(before, before, posted);
  if (!isTaken)
    warn(JSON.stringify({ event: "delivery", linkId, seq, answer: answerOf(delivery) }));
  if (expected?.nextTryAt) {
    await noteRest(ports, linkId, expected.nextTryAt);
    await followUps.note(untoldOf(sending));
  }
  const after = await outboxes.change(linkId, (outbox) => afterPost(outbox, before, posted));
  const wasNoted = before.failures > 0 || expected !== undefined;
  if (wasNoted && !isUntold(after, seq)) await followUps.done(untoldOf(sending));
  return after;
}

/**
 * Posts the events that a link's callback has not heard, in order and at least once, until one is not
 * taken. While that one waits for its next try nothing is sent, and the timer takes over from a receiver
 * that takes its time with each: neither holds up the link.
 */
export const createDeliverEvents =
  (ports: DeliveryPorts): DeliverEvents =>
  async (linkId, patienceMs, warn) => {
    const until = Date.parse(ports.now()) + patienceMs;
    const link = await ports.links.read(linkId);
    const url = link?.request.ticket?.callbackUrl;
    if (!link || !url) return "heard";
    let outbox = await ports.outboxes.read(linkId);
    const isDue = () => maySend(outbox, { lastSeq: link.lastSeq, now: ports.now() });
    const untold = isDue() ? await ports.links.events(linkId, outbox.told) : [];
    for (const event of untold) {
      // Another sender may be ahead by now.
      if (event.seq <= outbox.told) continue;
      if (!isDue()) break;
      if (Date.parse(ports.now()) >= until) {
        await noteRest(ports, linkId, ports.now());
        return "later";
      }
      outbox = await send(ports, { link, url, event, before: outbox, warn });
    }
    return outbox.nextTryAt === null ? "heard" : "later";
  };
