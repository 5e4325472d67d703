import { declined } from "./declined";
import { expired } from "./expired";
import { happy } from "./happy";
import { restart } from "./restart";
import type { Story } from "./story";

export const allStories: readonly Story[] = [happy, declined, expired, restart];
