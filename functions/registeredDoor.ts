import type { HttpMethod } from "@azure/functions";
import type { Door } from "./doors";

/** One route as app.ts registers it with the Functions host; every door is `anonymous` and checks by itself. */
export interface RegisteredDoor {
  /** Name of the function, unique in the app. */
  readonly name: string;
  readonly methods: readonly HttpMethod[];
  readonly route: string;
  readonly handler: Door;
}
