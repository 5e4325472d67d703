import type { ActivityName, Input, Look, Output } from "../../domain/contract";
import { wakeEvent } from "../../domain/contract";
import type { LinkId } from "../../domain/ids";
import { globalAdministrator } from "../../domain/roles";
import type { WaitKind } from "../../domain/wait";
import type { TestEngine } from "../support/engine";

type Decided = NonNullable<Look["decided"]>;
type Fake<N extends ActivityName> = (input: Input<N>) => Output<N>;
type Fakes = { [N in ActivityName]: Fake<N> };
interface Wait {
  readonly deadline: string;
  readonly reminders: readonly string[];
  reminded: number;
}

const day = 24 * 60 * 60 * 1000;
const later = (now: string, days: number): string =>
  new Date(Date.parse(now) + days * day).toISOString();
/** As domain/waits has them, roughly: days until the deadline, and of the reminders. */
const daysOf = (what: WaitKind): { deadline: number; reminders: number[] } =>
  what === "operator"
    ? { deadline: 30, reminders: [] }
    : what === "end"
      ? { deadline: 15, reminders: [1, 3, 7, 14] }
      : { deadline: 7, reminders: [2] };

/** Every activity of the story as a fake that notes its call; decisions come from the test. */
export function fakeStory() {
  const logs = new Map<string, string[]>();
  const waits = new Map<string, Wait>();
  const decisions = new Map<string, Decided>();
  const failures = new Map<string, Error[]>();
  const answers = new Map<string, unknown>();
  const waitOf = (linkId: string, n: number): Wait => {
    const found = waits.get(`${linkId} ${String(n)}`);
    if (!found) throw new Error(`wait ${String(n)} of ${linkId} was never opened`);
    return found;
  };
  const takeDecision = ({ linkId, n, now }: Input<"takeDecision">): Look => {
    const { deadline, reminders, reminded } = waitOf(linkId, n);
    const decided = decisions.get(`${linkId} ${String(n)}`) ?? (deadline <= now ? "expired" : null);
    const due = reminders.filter((time) => time <= now).length;
    const lookAgainAt = reminders.find((time) => time > now) ?? deadline;
    return { decided, lookAgainAt, reminderDue: due > reminded ? due : 0 };
  };
  const sendMail = ({ linkId, n, reminder = 0 }: Input<"sendMail">): null => {
    if (reminder > 0) waitOf(linkId, n).reminded = reminder;
    return null;
  };
  const openWait = ({ linkId, n, what, now }: Input<"openWait">): null => {
    const { deadline, reminders } = daysOf(what);
    const wait = {
      deadline: later(now, deadline),
      reminders: reminders.map((days) => later(now, days)),
      reminded: 0,
    };
    waits.set(`${linkId} ${String(n)}`, wait);
    return null;
  };
  const nothing = () => null;
  const agreed = {
    roles: [globalAdministrator.templateId],
    passwordWriteback: true,
    setWritebackFlag: false,
  };
  const fakes: Fakes = {
    ...{ takeDecision, sendMail, openWait },
    claimRun: () => ({ mine: true }),
    resolveDirectory: () => ({ found: true }),
    confirmConsent: () => agreed,
    preflight: () => ({ isThere: false, how: "direct" }),
    findAccount: () => ({ isThere: false }),
    scheduleRole: () => ({ given: true }),
    noteSettling: nothing,
    checkWriteBack: () => ({ isOpen: true }),
    claimEnd: () => ({ mine: true, lastWait: 4, proven: false }),
    park: () => ({ decidedBefore: null }),
    ...{ makePlan: nothing, inviteAccount: nothing, confirmAccount: nothing, assignRole: nothing },
    ...{ setWritebackFlag: nothing, leaveWriteBackOpen: nothing, prepareEnd: nothing },
    ...{ revokeSessions: nothing, removeGuest: nothing, reportEnd: nothing, moveTo: nothing },
    ...{ undoRoles: nothing, reportUndo: nothing, forgetSession: nothing, tellTicket: nothing },
  };
  /** The call as the tests read it: its name and what tells it apart. */
  const words = (name: string, input: Readonly<Record<string, unknown>>): string =>
    [name, input["what"] ?? input["mail"] ?? input["status"] ?? input["step"], input["n"]]
      .filter((part) => part !== undefined)
      .map(String)
      .join(" ");
  const silent = ["tellTicket", "takeDecision"];
  const run = (name: string, fake: (input: never) => unknown) => (input: { linkId: LinkId }) => {
    const { linkId } = input;
    if (!silent.includes(name))
      logs.set(linkId, [...(logs.get(linkId) ?? []), words(name, { ...input })]);
    const failure = failures.get(`${linkId} ${name}`)?.shift();
    if (failure) throw failure;
    return answers.get(`${linkId} ${name}`) ?? fake(input as never);
  };
  return {
    activities: Object.fromEntries(
      Object.entries(fakes).map(([name, fake]) => [
        name,
        run(name, fake as (input: never) => unknown),
      ]),
    ),
    /** What was called for a link, without looking at waits and telling the ticket. */
    log: (linkId: string): string[] => logs.get(linkId) ?? [],
    fail: (linkId: string, name: ActivityName, ...errors: Error[]) =>
      void failures.set(`${linkId} ${name}`, errors),
    answer: <N extends ActivityName>(linkId: string, name: N, output: Output<N>) =>
      void answers.set(`${linkId} ${name}`, output),
    /** Somebody decides wait `n` of a link, and its door wakes the run. */
    async decide(engine: TestEngine, linkId: string, [n, decided]: readonly [number, Decided]) {
      decisions.set(`${linkId} ${String(n)}`, decided);
      engine.host.engine.raiseEvent(linkId, wakeEvent(n), { linkId, n });
      await engine.host.idle();
    },
  };
}
