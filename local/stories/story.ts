import type { SandboxSettings } from "../sandbox/facts";
import type { FactName } from "./facts";
import type { Scene } from "./scene";

/** A story of the demo: what people do, and what must be true in the end. */
export interface Story {
  readonly name: string;
  /** One line for the list of stories. */
  readonly about: string;
  readonly sandboxSettings?: Partial<SandboxSettings>;
  play(scene: Scene): Promise<void>;
  readonly expected: Readonly<Record<FactName, string>>;
}
