import type { SandboxSettings } from "../sandbox/facts";
import type { FactName } from "./facts";
import type { Scene } from "./scene";

/** What every story expects to find at its end, unless it says otherwise. */
export const nothingLeft = {
  "secrets left behind": "none",
  "calls beyond the plan": "none",
} as const;
export type WhatIsLeft = Readonly<Record<keyof typeof nothingLeft, string>>;

/** A story of the demo: what people do, and what must be true in the end. */
export interface Story {
  readonly name: string;
  /** One line for the list of stories. */
  readonly about: string;
  readonly sandboxSettings?: Partial<SandboxSettings>;
  play(scene: Scene): Promise<void>;
  readonly expected: Readonly<Record<FactName, string>> & Partial<WhatIsLeft>;
}
