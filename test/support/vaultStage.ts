import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import type { KeyRings } from "../../adapters/keyRing";
import { createKeyRings } from "../../adapters/keyRings";
import { LinkError } from "../../domain/errors";
import { startSandbox, type Sandbox } from "../../local/sandbox/startSandbox";
import type { SandboxVault } from "../../local/sandbox/vault/startVault";
import { trust } from "./trust";

export const aValue = () => randomBytes(32).toString("base64url");
export const minute = 60_000;

/** A vault, and the product's rings that read it by the real client; new for each test of the file. */
export interface VaultStage {
  vault: SandboxVault;
  rings: KeyRings;
  readonly warnings: string[];
  now(): Date;
  /** So many minutes pass, for vault and product. */
  later(minutes: number): void;
  ringsOf(settings?: { MANAGED_IDENTITY_CLIENT_ID?: string }): KeyRings;
  add(name: string, changes?: Partial<Parameters<SandboxVault["add"]>[1]>): string;
  /** A value that must never be said. */
  secret(value: string): string;
  signing(): string[];
  failure(use?: () => unknown): LinkError;
  /** The paths that the vault was asked for since the last time. */
  asked(): string[];
  /** Waits until what was begun in the background is over. */
  until(isSo: () => boolean): Promise<void>;
  /** Whether an invocation had to wait for the vault. */
  isHeldUp(): Promise<boolean>;
  trustAgain(): void;
  distrust(): void;
}

export function vaultStage(): VaultStage {
  let sandbox: Sandbox;
  let ahead = 0;
  let values: string[] = [];
  let distrust: () => void;
  const stage = {
    warnings: [] as string[],
    now: () => sandbox.now(),
    later(minutes: number) {
      ahead += minutes * minute;
      sandbox.setClock(ahead);
    },
    ringsOf: (settings: { MANAGED_IDENTITY_CLIENT_ID?: string } = {}) =>
      createKeyRings({ KEY_VAULT_URL: stage.vault.url, ...settings }, () =>
        sandbox.now().toISOString(),
      ),
    secret(value: string) {
      if (value) values.push(value.trim());
      return value;
    },
    add: (name, changes = {}) =>
      stage.vault.add(name, { ...changes, value: stage.secret(changes.value ?? aValue()) }),
    signing: () => stage.rings.signing.all().map(({ kid }) => kid),
    failure(use = () => stage.rings.signing.all()) {
      try {
        use();
      } catch (error) {
        if (error instanceof LinkError) return error;
      }
      throw new Error("there are keys");
    },
    asked: () => stage.vault.seen.splice(0).map(({ path }) => path),
    async until(isSo: () => boolean) {
      for (let i = 0; i < 400 && !isSo(); i += 1) await pause(5);
      expect(isSo()).toBe(true);
    },
    isHeldUp: () =>
      Promise.race([stage.rings.refresh().then(() => false), pause(700).then(() => true)]),
    trustAgain() {
      distrust();
      distrust = trust(stage.vault.certificate);
    },
    distrust: () => distrust(),
  } as VaultStage;

  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0 });
    Object.assign(process.env, sandbox.settings());
  });
  afterAll(() => sandbox.close());
  beforeEach(async () => {
    ahead = 0;
    sandbox.setClock(0);
    values = [];
    stage.warnings.length = 0;
    jest.spyOn(process, "emitWarning").mockImplementation((words) => {
      stage.warnings.push(String(words));
    });
    stage.vault = await sandbox.startVault();
    distrust = trust(stage.vault.certificate);
    stage.rings = stage.ringsOf();
  });
  afterEach(async () => {
    const isUnable = stage.rings.seen().state === "unable";
    const said = [...stage.warnings, ...(isUnable ? [stage.failure(bothOf(stage)).message] : [])];
    for (const value of [...values, "Bearer", sandbox.facts.managedIdentity.principalId])
      expect(said.join("\n")).not.toContain(value);
    jest.restoreAllMocks();
    distrust();
    await stage.vault.close();
  });
  return stage;
}

export const bothOf =
  ({ rings }: Pick<VaultStage, "rings">) =>
  () => [rings.signing.all(), rings.sealing.all()];
