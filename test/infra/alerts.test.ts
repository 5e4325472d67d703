import { endOrchestrationName, orchestrationName } from "../../domain/contract";
import { linkMetrics } from "../../domain/linkMetrics";
import { aLink } from "../support/aLink";
import { testNow } from "../support/fakesLinks";
import { found, query, queryFiles, readInfra } from "./bicep";
import { at, mailed, mails, rules } from "./firing";
import type { Row } from "./kusto";
import { metricLines } from "./told";

const alerts = readInfra("modules/alerts.bicep");

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

  it("asks for the words that the Durable extension writes, and for no others", () => {
    const words = (name: string) => `Function '${name} (Orchestrator)' failed with an error`;
    expect(found(query("failedRuns"), /contains "([^"]+)"/g)).toEqual(
      [orchestrationName, endOrchestrationName].map(words),
    );
  });

  it("does not mail of runs that go on, or of none", () => {
    expect(mails("failedRuns", [line(orchestrationName, "completed")])).toBe(0);
    expect(mails("failedRuns", [])).toBe(0);
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
