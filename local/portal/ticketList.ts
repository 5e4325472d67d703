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
  /** A number that no ticket of this caller has. */
  nextId(): Promise<string>;
  /** The newest tickets, newest first, with how their links stand now; whoever asked for them with this caller's key. */
  now(): Promise<TicketNow[]>;
}

/** Far from the numbers that the documents use, so that who follows them meanwhile has other ones. */
const firstNumber = 5001;

const numberOf = ({ id }: Ticket): number => Number(/^CHG-(\d{1,6})$/.exec(id)?.[1] ?? 0);

/** The tickets that have a link: what the app lists, and those of a moment ago that it does not list yet. */
export function createTicketList(api: Pick<ProductApi, "link" | "list">): TicketList {
  let known: readonly Ticket[] = [];
  const without = (others: readonly Ticket[]) =>
    known.filter(({ linkId }) => !others.some((one) => one.linkId === linkId));
  const look = async (): Promise<readonly Ticket[]> => {
    const links = await api.list().catch(() => []);
    const listed = links.map(({ id, ticket }) => ({ id: ticket?.id ?? id, linkId: id }));
    return (known = [...without(listed), ...listed]);
  };
  const stateOf = async (ticket: Ticket): Promise<TicketNow> => {
    const answer = await api.link(ticket.linkId).catch(() => undefined);
    return { ...ticket, link: answer?.link };
  };
  return {
    add: (ticket) => {
      known = [ticket, ...without([ticket])];
    },
    nextId: async () => {
      const numbers = (await look()).map(numberOf);
      return `CHG-${String(Math.max(firstNumber - 1, ...numbers) + 1)}`;
    },
    now: async () => Promise.all((await look()).map(stateOf)),
  };
}
