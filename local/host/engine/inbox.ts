import type { HistoryEvent } from "./events";
import type { Store } from "./openStore";

/** Set on a fired timer that is only one hop of a long one. */
export interface Hop {
  readonly action: number;
  readonly finalAt: number;
}

export interface Message {
  readonly seq: number;
  readonly execution: string;
  readonly event: HistoryEvent;
  readonly hop: Hop | undefined;
}

interface Row {
  readonly seq: number;
  readonly execution: string;
  readonly event: string;
  readonly action: number | null;
  readonly finalAt: number | null;
}

export interface Address {
  readonly instance: string;
  readonly execution: string;
}

export type Inbox = ReturnType<typeof createInbox>;

/** What waits for an instance's next turn, in the order of arrival. */
export function createInbox({ db }: Store) {
  const add = db.prepare(
    "INSERT INTO inbox (instance, execution, event, action, finalAt) VALUES (?, ?, ?, ?, ?)",
  );
  const read = db.prepare(
    "SELECT seq, execution, event, action, finalAt FROM inbox WHERE instance = ? ORDER BY seq LIMIT 1000",
  );
  const remove = db.prepare("DELETE FROM inbox WHERE seq = ?");
  const any = db.prepare("SELECT 1 FROM inbox WHERE instance = ? LIMIT 1");
  const waiting = db.prepare(
    "SELECT instance, MIN(seq) AS first FROM inbox GROUP BY instance ORDER BY first",
  );
  return {
    add: (to: Address, event: HistoryEvent, hop?: Hop) =>
      void add.run(
        to.instance,
        to.execution,
        JSON.stringify(event),
        hop?.action ?? null,
        hop?.finalAt ?? null,
      ),
    /**
     * The messages of the next turn. A hop of a long timer is always first in its turn: the SDK numbers
     * the following hop the moment it sees this one, and only then is that number known here.
     */
    batch: (instance: string): Message[] => {
      const messages = (read.all(instance) as unknown as Row[]).map(toMessage);
      const cut = messages.findIndex(({ hop }, i) => i > 0 && hop !== undefined);
      return cut === -1 ? messages : messages.slice(0, cut);
    },
    remove: (messages: readonly Message[]) => messages.forEach(({ seq }) => remove.run(seq)),
    has: (instance: string) => any.get(instance) !== undefined,
    instances: () => (waiting.all() as { instance: string }[]).map((row) => row.instance),
  };
}

function toMessage({ seq, execution, event, action, finalAt }: Row): Message {
  const hop = action === null || finalAt === null ? undefined : { action, finalAt };
  return { seq, execution, event: JSON.parse(event) as HistoryEvent, hop };
}
