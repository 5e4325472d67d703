import type { Activity, ActivityName } from "../domain/contract";
import type { DirectoryFinder, Sessions } from "../domain/microsoftPorts";
import type { Caller, Clock, DeliverEvents, Keys, Mailer } from "../domain/ports";
import type { Publisher } from "../domain/publishing";
import type { Attempts, FollowUps, Links, OpenLinks } from "../domain/storagePorts";
import type { Retention } from "../domain/retention";
import { createAssignRole } from "./assignRole";
import { createCheckWriteBack } from "./checkWriteBack";
import { createClaimEnd } from "./claimEnd";
import { createClaimRun } from "./claimRun";
import { createConfirmAccount } from "./confirmAccount";
import { createConfirmConsent } from "./confirmConsent";
import { createFindAccount } from "./findAccount";
import { createForgetSession } from "./forgetSession";
import { createInviteAccount } from "./inviteAccount";
import { createLeaveWriteBackOpen } from "./leaveWriteBackOpen";
import { createMakePlan } from "./makePlan";
import { createMoveTo } from "./moveTo";
import { createNoteSettling } from "./noteSettling";
import { createOpenWait } from "./openWait";
import { createPark } from "./park";
import { createPreflight } from "./preflight";
import { createPrepareEnd } from "./prepareEnd";
import { createRemoveGuest } from "./removeGuest";
import { createPublishAndTell } from "./publishAndTell";
import { createReportEnd } from "./reportEnd";
import { createReportUndo } from "./reportUndo";
import { createResolveDirectory } from "./resolveDirectory";
import { createRevokeSessions } from "./revokeSessions";
import { createScheduleRole } from "./scheduleRole";
import { createSendMail } from "./sendMail";
import { createSetWritebackFlag } from "./setWritebackFlag";
import { createTakeDecision } from "./takeDecision";
import { createTellTicket } from "./tellTicket";
import { createUndoRoles } from "./undoRoles";

interface ActivityPorts {
  readonly links: Links;
  readonly followUps: FollowUps;
  readonly openLinks: OpenLinks;
  readonly attempts: Attempts;
  readonly publisher: Publisher;
  readonly sessions: Sessions;
  readonly finder: DirectoryFinder;
  readonly mailer: Mailer;
  readonly deliver: DeliverEvents;
  readonly keys: Keys;
  readonly callers: readonly Caller[];
  readonly publicUrl: string;
  readonly retention: Retention;
  readonly now: Clock;
}

/** Every activity by its durable name. */
export function createActivities(ports: ActivityPorts): {
  readonly [N in ActivityName]: Activity<N>;
} {
  const { links, followUps, sessions, keys, now } = ports;
  return {
    claimRun: createClaimRun(links, followUps),
    resolveDirectory: createResolveDirectory(ports),
    makePlan: createMakePlan(links, keys),
    openWait: createOpenWait(links, keys),
    takeDecision: createTakeDecision(links, followUps),
    confirmConsent: createConfirmConsent(ports),
    preflight: createPreflight(ports),
    findAccount: createFindAccount(links, sessions),
    inviteAccount: createInviteAccount(ports),
    confirmAccount: createConfirmAccount(links, sessions, now),
    assignRole: createAssignRole(links, sessions),
    scheduleRole: createScheduleRole(links, sessions),
    setWritebackFlag: createSetWritebackFlag(ports),
    checkWriteBack: createCheckWriteBack(links, sessions, now),
    leaveWriteBackOpen: createLeaveWriteBackOpen(links),
    sendMail: createSendMail(ports),
    moveTo: createMoveTo(ports),
    park: createPark(links),
    undoRoles: createUndoRoles(links, sessions),
    reportUndo: createReportUndo(links),
    noteSettling: createNoteSettling(links),
    prepareEnd: createPrepareEnd(ports),
    claimEnd: createClaimEnd(ports),
    revokeSessions: createRevokeSessions(links, sessions, now),
    removeGuest: createRemoveGuest(ports),
    reportEnd: createReportEnd(links),
    forgetSession: createForgetSession(sessions, ports.attempts),
    tellTicket: createPublishAndTell(ports.publisher, createTellTicket(ports.deliver)),
  };
}
