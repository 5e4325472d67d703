import { actionCalls } from "./actionCalls";
import type { ApiCall } from "./apiCall";
import { linkCalls } from "./linkCalls";
import { serviceCalls } from "./serviceCalls";

/** Every call of the API, in the order in which people read about it. */
export const apiCalls: readonly ApiCall[] = [...linkCalls, ...actionCalls, ...serviceCalls];
