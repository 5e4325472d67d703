import { waitingFor, type Status } from "../domain/states";

/** How a link stands, for everybody who has to do with it: no names and no addresses. */
const words: Readonly<Record<Status, string>> = {
  requested: "The directory is being looked up.",
  awaitingConsent: "An administrator of the directory has not decided yet.",
  preparing: "An administrator agreed. The outside account is being invited.",
  awaitingConfirmation:
    "An administrator agreed. An account with this address was in the directory already, and the administrator has to confirm it.",
  awaitingSignIn:
    "An administrator agreed. The holder of the outside account has not signed in yet.",
  assigningRole: "The holder of the account signed in. The account is being given its role.",
  linked: "The account may manage the directory now. The last checks are being made.",
  awaitingWriteback:
    "The account may manage the directory now. For password write-back there are steps that only a person can do; they are not signed off yet.",
  completed: "It is done: the account may manage the directory.",
  awaitingAdministrator: "An administrator has to sign in once more before it can go on.",
  needsOperator: "Something went wrong. A person of this service has to look at it.",
  undoing: "The request has ended. If anything was done so far, it is being taken back.",
  failed: "The request could not be carried out. Nobody was asked and nothing was changed.",
  declined:
    "The request was declined. If anything had been done, it was taken back as far as that is possible.",
  notNeeded:
    "It is not needed: the administrator manages the directory with their own Azure subscription. Nobody was invited.",
  expired:
    "The time ran out. If anything had been done, it was taken back as far as that is possible.",
  cancelled:
    "The request was cancelled. If anything had been done, it was taken back as far as that is possible.",
  ending: "The access is to end. It is taken back once an administrator has signed in for it.",
  ended: "The access has ended.",
};

export const statusWords = (status: Status): string => words[status];

export const nextWords = (status: Status): string => `${waitingFor(status).next}.`;
