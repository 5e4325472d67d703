import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openStore } from "../../../local/host/engine/openStore";
import { readEngine } from "../../../local/stack/readEngine";

describe("readEngine", () => {
  const folder = mkdtempSync(join(tmpdir(), "engine-"));
  afterAll(() => rmSync(folder, { recursive: true }));

  it("reads every row of every table, and the bytes of rows that are gone", () => {
    const file = join(folder, "engine.db");
    const store = openStore(file);
    const insert = store.db.prepare(
      "INSERT INTO history (instance, seq, type, event) VALUES (?, ?, 1, ?)",
    );
    insert.run("a", 1, "kept-event");
    insert.run("a", 2, "deleted-event");
    store.db.exec("INSERT INTO schedule VALUES ('sweep', '0 * * * *', NULL, 1)");
    store.db.exec("DELETE FROM history WHERE seq = 2");
    store.close();
    const { rows, bytes } = readEngine(file);
    expect(rows).toContain("kept-event");
    expect(rows).toContain("sweep");
    expect(rows).not.toContain("deleted-event");
    expect(bytes).toContain("deleted-event");
  });
});
