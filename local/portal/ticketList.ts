import type { LinkView } from "../../domain/linkView";
import type { ProductApi } from "../stack/productApi";

export interface Ticket {
  readonly id: string;
  readonly linkId: string;
}

export interface TicketNow extends Ticket {
  /** Undefined while the app does not answer. */
  readonly link: LinkView | undefined;
}

export interface TicketList {
  add(ticket: Ticket): void;
  nextId(): string;
  /** All tickets, newest first, with how their links stand now. */
  now(): Promise<TicketNow[]>;
}

const firstNumber = 4711;

/** The ticketing system's own memory: which ticket has which link. */
export function createTicketList(api: Pick<ProductApi, "link">): TicketList {
  const tickets: Ticket[] = [];
  const stateOf = async (ticket: Ticket): Promise<TicketNow> => {
    const answer = await api.link(ticket.linkId).catch(() => undefined);
    return { ...ticket, link: answer?.link };
  };
  return {
    add: (ticket) => {
      if (!tickets.some((one) => one.linkId === ticket.linkId)) tickets.unshift(ticket);
    },
    nextId: () => {
      let number = firstNumber + tickets.length;
      while (tickets.some((one) => one.id === `CHG-${String(number)}`)) number += 1;
      return `CHG-${String(number)}`;
    },
    now: () => Promise.all(tickets.map(stateOf)),
  };
}
