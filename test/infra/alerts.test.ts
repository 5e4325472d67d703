import { endOrchestrationName, orchestrationName } from "../../domain/contract";
import { linkMetrics } from "../../domain/linkMetrics";
import { pageDoors } from "../../functions/pageDoors";
import type { Refusal } from "../../views/pages/refusal";
import { refusals } from "../../views/pages/refusals";
import { aLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { found, listed, query, queryFiles, readInfra } from "./bicep";
import { at, mailed, mails, rules } from "./firing";
import type { Row } from "./kusto";
import { metricLines, refusedLine, sweepLines } from "./told";

const alerts = readInfra("modules/alerts.bicep");
const { id } = aLink();
const times = (count: number, row: Row, first = 0) =>
  Array.from({ length: count }, (_, n) => at(first + n, row));

describe("the alerts", () => {
  it("are a rule and a query each", () => {
    expect(Object.keys(rules).length).toBeGreaterThan(4);
    expect(found(alerts, /loadTextContent\('\.\.\/alerts\/(\w+)\.kql'\)/g)).toEqual(
      Object.keys(rules),
    );
    expect([...queryFiles].sort()).toEqual(
      Object.keys(rules)
        .map((name) => `${name}.kql`)
        .sort(),
    );
  });

  it("need one look only, which no query has a column of times for, and are never muted", () => {
    expect(found(alerts, /numberOfEvaluationPeriods: (.+?),/g)).toEqual(["1"]);
    expect(found(alerts, /minFailingPeriodsToAlert: (.+?) /g)).toEqual(["1"]);
    expect(alerts).not.toContain("muteActionsDuration");
  });

  it("take each event once or twice, never not: between two looks there is no gap", () => {
    const events = Object.entries(rules).filter(([, { isEvent }]) => isEvent);
    expect(events.length).toBeGreaterThan(2);
    for (const [name, { everyMs }] of events)
      expect(found(query(name), /ingestion_time\(\) > ago\((\d+)m\)/g)).toEqual([
        String(everyMs / 60_000 + 1),
      ]);
  });
});

describe("parkedLinks", () => {
  const parked = { code: "graph_refused", step: "inviteAccount", at: testNow } as const;
  const why = { ...parked, from: "preparing", evidence: null } as const;
  const parks = async (status: "needsOperator" | "awaitingAdministrator") => {
    const told = linkMetrics(aLink({ status: "preparing" }), aLink({ status, parked: why }));
    return metricLines(told);
  };

  it("mails the code of a link that waits for an operator, also where the line comes late", async () => {
    const lines = await parks("needsOperator");
    const once = (ingested: number) => lines.map((line) => at(20, line, ingested));
    expect(mailed("parkedLinks", once(20), 30)).toEqual(["graph_refused"]);
    for (const ingested of [20, 44, 100]) expect(mails("parkedLinks", once(ingested))).toBe(1);
  });

  it("mails each of two links, however soon one follows the other", async () => {
    const lines = await parks("needsOperator");
    const both = [20, 33].flatMap((minute) => lines.map((line) => at(minute, line)));
    expect(mails("parkedLinks", both)).toBe(2);
  });

  it("does not mail of one that waits for its administrator", async () => {
    const lines = await parks("awaitingAdministrator");
    expect(lines.map(({ Name }) => Name)).toContain("directory_link.parked");
    expect(
      mails(
        "parkedLinks",
        lines.map((line) => at(20, line)),
      ),
    ).toBe(0);
  });
});

describe("failedRuns", () => {
  const line = (name: string, words: string) =>
    at(20, { table: "AppTraces", Message: `x: Function '${name} (Orchestrator)' ${words}. y` });

  it.each([orchestrationName, endOrchestrationName])("mails once of %s", (name) => {
    expect(mails("failedRuns", [line(name, "failed with an error")])).toBe(1);
  });

  it("does not mail of runs that go on, or of none", () => {
    expect(mails("failedRuns", [line(orchestrationName, "completed")])).toBe(0);
    expect(mails("failedRuns", [])).toBe(0);
  });
});

describe("outboxAge", () => {
  const looked = async (waits?: number) =>
    mailed(
      "outboxAge",
      (await sweepLines({ waits })).map((line) => at(14, line)),
      15,
    );

  it("mails from the first minute beyond an hour on", async () => {
    expect(await looked(61)).toEqual([""]);
    expect(await looked(60)).toEqual([]);
    expect(await looked()).toEqual([]);
  });

  it("is over when the event was taken, and says nothing where nothing is told", async () => {
    const late = (await sweepLines({ waits: 90 })).map((line) => at(14, line));
    expect(mailed("outboxAge", late, 30)).toEqual([]);
  });
});

describe("silence", () => {
  const day = async (minute: Parameters<typeof sweepLines>[0], until = 60) =>
    (await sweepLines(minute)).flatMap((line) => times(until, line));

  it("is not mailed while a sweeper is able, nor before half an hour without", async () => {
    const lines = await day({});
    expect(mailed("silence", lines, 60)).toEqual([]);
    expect(mailed("silence", lines, 88)).toEqual([]);
    expect(mailed("silence", await day({ keys: "stale" }), 60)).toEqual([]);
  });

  it("is mailed after half an hour, and where nothing was ever told", async () => {
    expect(mailed("silence", await day({}), 89)).toEqual([""]);
    expect(mailed("silence", [], 5)).toEqual([""]);
  });

  it.each([{ keys: "unable" } as const, { hasStorage: false }])(
    "is mailed although the sweeper runs and tells: %j",
    async (minute) => {
      const lines = await day(minute);
      expect(lines.length).toBeGreaterThan(59);
      expect(mailed("silence", lines, 60)).toEqual([""]);
    },
  );
});

describe("consentErrors", () => {
  const codes = listed(query("consentErrors"), "code") as Refusal[];
  const callbacks = listed(query("consentErrors"), "line.door\\)");

  it("names codes and doors that there are", () => {
    const doors = pageDoors({} as Parameters<typeof pageDoors>[0]).map((door) => door.name);
    expect(codes.length * callbacks.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !Object.hasOwn(refusals, code))).toEqual([]);
    expect(callbacks.filter((name) => !doors.includes(name))).toEqual([]);
  });

  it("mails the code from the third person of an hour on", async () => {
    for (const code of codes)
      for (const door of callbacks) {
        const line = await refusedLine(door, code, id);
        expect(mailed("consentErrors", times(3, line), 15)).toEqual([code]);
        expect(mailed("consentErrors", times(2, line), 15)).toEqual([]);
        expect(
          mailed(
            "consentErrors",
            [0, 30, 61].map((minute) => at(minute, line)),
            62,
          ),
        ).toEqual([]);
      }
  });

  it("does not add up different codes, and leaves out other doors and other refusals", async () => {
    const mixed = await Promise.all(codes.map((code) => refusedLine("consentCallback", code, id)));
    expect(
      mailed(
        "consentErrors",
        mixed.map((line) => at(1, line)),
        15,
      ),
    ).toEqual([]);
    for (const line of [
      await refusedLine("consentForm", "callback_refused", id),
      await refusedLine("consentCallback", "form_expired", id),
    ])
      expect(mailed("consentErrors", times(9, line), 15)).toEqual([]);
  });

  it("is not for anybody to set off: an answer without a link of ours does not count", async () => {
    const forged = await refusedLine("consentCallback", "callback_refused");
    expect(mailed("consentErrors", times(9, forged), 15)).toEqual([]);
  });
});

describe("vaultWritten", () => {
  const line = (OperationName: string, more: Row = {}) =>
    at(20, {
      ...{ table: "AzureDiagnostics", ResourceProvider: "MICROSOFT.KEYVAULT" },
      ...{ Category: "AuditEvent", OperationName, ResultType: "Success", ...more },
    });

  it.each(["SecretSet", "SecretUpdate", "SecretDelete", "SecretRecover", "SecretRestore"])(
    "mails once of %s, by name",
    (name) => {
      expect(mailed("vaultWritten", [line(name)], 30)).toEqual([name]);
      expect(mails("vaultWritten", [line(name)])).toBe(1);
    },
  );

  it("does not mail of what the app does, of what was refused, or of another resource", () => {
    const reads = ["SecretGet", "SecretListVersions", "VaultGet", "Authentication"];
    const others = [
      line("SecretSet", { ResultType: "Failed" }),
      line("SecretSet", { ResourceProvider: "MICROSOFT.WEB" }),
      line("SecretNearExpiryEventGridNotification"),
    ];
    expect(mails("vaultWritten", [...reads.map((name) => line(name)), ...others])).toBe(0);
  });

  it("has the activity log's own alert beside it, for what Azure Resource Manager writes", () => {
    expect(alerts).toContain("equals: 'Microsoft.KeyVault/vaults/secrets/write'");
    expect(alerts).toContain("scopes: [vault.id]");
  });
});
