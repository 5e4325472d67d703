import { declined } from "./declined";
import { expired } from "./expired";
import { end } from "./end";
import { endDate } from "./endDate";
import { existingGuest } from "./existingGuest";
import { forwarded } from "./forwarded";
import { happy } from "./happy";
import { notAnAdmin } from "./notAnAdmin";
import { ownSubscription } from "./ownSubscription";
import { restart } from "./restart";
import { roleExpired } from "./roleExpired";
import { sessionLapsed } from "./sessionLapsed";
import type { Story } from "./story";
import { throttled } from "./throttled";
import { wrongAccount } from "./wrongAccount";
import { wrongTenant } from "./wrongTenant";

export const allStories: readonly Story[] = [
  happy,
  declined,
  expired,
  restart,
  wrongTenant,
  notAnAdmin,
  wrongAccount,
  sessionLapsed,
  roleExpired,
  forwarded,
  existingGuest,
  throttled,
  ownSubscription,
  end,
  endDate,
];
