import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createKeys } from "../../adapters/keys";
import { linkId } from "../../domain/ids";
import { makeMailedToken } from "../../domain/mailedToken";
import { createPerson, type SandboxPerson } from "../../local/sandbox/person";
import { aRing } from "./fakesKeys";
import { tenant } from "./facts";
import { press } from "./people";
import { startProduct, type Product } from "./product";
import { readRecorded, writeEngineState, writeRows, type Recorded } from "./recorded";

/** This version's product on the state that the first edition of the story left. */
export interface TakenOver {
  readonly product: Product;
  /** The link of a recording, in a directory as that edition had left it. */
  link(stage: string): Promise<Recorded>;
  /** Somebody opens the mail that the first edition had sent, and presses a button. */
  open(personId: string, mail: Mail, pressed?: Record<string, string>): Promise<SandboxPerson>;
  close(): Promise<void>;
}

interface Mail {
  readonly recorded: Recorded;
  readonly path: "/consent" | "/accept";
  readonly n: number;
}

/** The mailed link of wait `n`, with the key that was used then. */
function mailedUrl(product: Product, { recorded, path, n }: Mail): string {
  const [kid = "", bytes = ""] = String(recorded.keys["SIGNING_KEYS"]).split(":");
  const ring = createKeys(aRing({ kid, bytes: Buffer.from(bytes, "base64url") }));
  const token = makeMailedToken(ring, linkId.parse(recorded.id), { n, kid });
  return `${product.url}${path}?t=${token}`;
}

/** Starts on several recordings at once; each has its own keys, and all of them are in the ring. */
export async function takeOver(stages: readonly string[]): Promise<TakenOver> {
  const folder = mkdtempSync(join(tmpdir(), "edition-"));
  const stateFile = join(folder, "engine.db");
  const all = stages.map((stage) => readRecorded(`edition1-${stage}`));
  for (const recorded of all) writeEngineState(recorded, stateFile);
  const ring = (name: string) => all.map(({ keys }) => keys[name]).join(",");
  const settings = { SIGNING_KEYS: ring("SIGNING_KEYS"), SEALING_KEYS: ring("SEALING_KEYS") };
  const product = await startProduct({ stateFile, settings });
  for (const recorded of all) await writeRows(recorded);
  return {
    product,
    async link(stage) {
      const recorded = all[stages.indexOf(stage)];
      if (!recorded) throw new Error(`no recording ${stage}`);
      product.sandbox.reset();
      tenant(product.sandbox).users.push(...recorded.guests);
      await product.idle();
      expect(await product.link(recorded.id)).toMatchObject({ status: stage });
      return recorded;
    },
    async open(personId, mail, pressed = {}) {
      const person = createPerson(product.sandbox, personId);
      await person.visit(mailedUrl(product, mail));
      await press(person, "continue", pressed);
      await person.signIn();
      expect(person.page.status).toBe(200);
      await product.idle();
      return person;
    },
    async close() {
      await product.close();
      rmSync(folder, { recursive: true });
    },
  };
}
