import type { Link } from "../../domain/link";
import type { Check } from "../../domain/linkParts";
import { findRole, globalAdministrator } from "../../domain/roles";
import { runbook, type RunbookStep } from "../../domain/runbook";
import type { RunbookCase } from "../../domain/runbookCase";
import { aLink, aTenant } from "../support/aLink";

type Results = Partial<Record<"synchronised" | "licensed" | "flag" | "sspr", Check["result"]>>;

const role = (name: string, how: "direct" | "eligible" = "direct"): Link["roles"][number] => ({
  templateId: findRole(name)?.templateId ?? globalAdministrator.templateId,
  state: "assigned",
  how,
  assignmentId: "a",
});

interface Situation {
  readonly results?: Results;
  readonly kind?: Link["account"]["kind"];
  readonly roles?: Link["roles"];
  readonly flag?: Link["writeback"]["flag"];
}

function aCase({ results = {}, kind = "microsoft", roles, flag = null }: Situation = {}): Link {
  const usual: Results = { synchronised: "yes", licensed: "yes", flag: "no", sspr: "unknown" };
  const checks = Object.entries({ ...usual, ...results }).map(([name, result]): Check => ({
    name,
    result,
    words: name,
  }));
  const link = aLink();
  return {
    ...link,
    account: { ...link.account, kind },
    roles: roles ?? [role("Global Administrator")],
    writeback: { ...link.writeback, state: "awaitingPerson", checks, flag },
  };
}

const steps = (situation?: Situation, asked: Partial<RunbookCase> = {}): RunbookStep[] =>
  runbook({ link: aCase(situation), reader: "administrator", server: "connect", ...asked });
const find = (all: RunbookStep[], title: RegExp): RunbookStep => {
  const found = all.find((step) => title.test(step.title));
  if (!found)
    throw new Error(`no step ${String(title)} in ${all.map((one) => one.title).join("; ")}`);
  return found;
};

describe("the steps to password write-back", () => {
  it("go from the version to a trial, in an order that works", () => {
    expect(steps().map((step) => step.title)).toEqual([
      "Look at the version first",
      "Check the rights in Active Directory",
      "Let a new password be changed at once",
      "Turn write-back on at the Connect server",
      "Turn write-back on for password reset",
      "Choose who may reset a password",
      "Try it once",
    ]);
  });

  it("say of each who can do it", () => {
    for (const step of steps()) expect(step.by).toMatch(/^[A-Z].*\.$/);
  });

  it("begin with the licence where there is none, and say so where it is not known", () => {
    const [first] = steps({ results: { licensed: "no" } });
    expect(first?.title).toBe("Get the licence first");
    expect(first?.words.join(" ")).toMatch(/Entra ID P1 or P2, or Microsoft 365 Business Premium/);
    expect(steps({ results: { licensed: "unknown" } })[0]?.title).toBe(
      "See that the licence is there",
    );
  });

  it("are none where nothing is synchronised", () => {
    expect(steps({ results: { synchronised: "no" } })).toEqual([]);
  });

  it("are asked about first where nobody said which server it is", () => {
    const all = steps({}, { server: undefined });
    expect(find(all, /server that synchronises/).words.join()).toContain("Choose above");
    expect(all.some((step) => step.commands)).toBe(false);
  });
});

describe("at the Connect server", () => {
  it("the version, the rights and the switch come with commands to copy", () => {
    const all = steps();
    expect(find(all, /version/).words.join()).toContain("2.5.79.0");
    expect(find(all, /version/).words.join()).toContain("port 443");
    expect(find(all, /rights/).words.join()).toMatch(
      /lockoutTime and pwdLastSet.*Unexpire Password/,
    );
    expect(find(all, /rights/).words.join()).toContain("an hour or more");
    expect(find(all, /at once/).words.join()).toContain("Minimum password age");
    expect(find(all, /Turn write-back on at/).commands).toBe(
      [
        "Import-Module ADSync",
        '$c = (Get-ADSyncConnector | ? { $_.Name -ilike "*AAD" }).Name',
        "Get-ADSyncAADPasswordResetConfiguration -Connector $c",
        "Set-ADSyncAADPasswordResetConfiguration -Connector $c -Enable $true",
      ].join("\n"),
    );
    expect(find(all, /Turn write-back on at/).words.join()).toContain("events 656 and 657");
  });

  it("is only looked at where the server reports it as on", () => {
    const step = find(steps({ results: { flag: "yes" } }), /See that write-back is on/);
    expect(step.commands).not.toContain("-Enable");
  });

  it("is not taken for set up because of a flag that we set ourselves", () => {
    const at = "2026-11-23T10:00:00.000Z";
    const flag = { before: false, answer: "204", after: true, at };
    const all = steps({ results: { flag: "yes" }, flag });
    expect(find(all, /at the Connect server/).commands).toContain("-Enable $true");
    const before = steps({ results: { flag: "yes" }, flag: { ...flag, before: true } });
    expect(find(before, /at the Connect server/).commands).not.toContain("-Enable");
  });
});

describe("with cloud sync", () => {
  it("has the agent's commands and a Global Administrator's account", () => {
    const all = steps({}, { server: "cloud" });
    const turnOn = find(all, /with the agent/);
    expect(turnOn.commands).toContain("Microsoft.CloudSync.Powershell.dll");
    expect(turnOn.commands).toContain(
      "Set-AADCloudSyncPasswordWritebackConfiguration -Enable $true -Credential $(Get-Credential)",
    );
    expect(turnOn.by).toContain("holds Global Administrator directly");
    expect(find(all, /version/).words.join()).toContain("1.1.977.0");
    expect(find(all, /rights/).commands).toContain("-PermissionType PasswordWriteBack");
    expect(find(all, /for password reset/).words.join()).toContain("Entra Cloud Sync");
  });
});

describe("who can work at the server", () => {
  it.each([
    ["microsoft", "account", "You cannot: yours is a personal Microsoft account"],
    [
      "microsoft",
      "administrator",
      "The outside account cannot: it is a personal Microsoft account",
    ],
    ["work", "account", "do not plan with your account"],
    ["work", "administrator", "do not plan with the outside account"],
    ["passcode", "account", "do not plan with your account"],
    ["member", "account", "You can, if your account of this directory is such an account."],
    ["member", "administrator", "The outside account can, if it is such an account"],
  ] as const)("a %s account, said to the %s", (kind, reader, words) => {
    const { by } = find(steps({ kind }, { reader }), /Turn write-back on at/);
    expect(by).toContain("created in the cloud (not federated)");
    expect(by).toContain("directly, not through a group");
    expect(by).toContain(words);
  });

  it("goes by what was asked for where nobody has signed in", () => {
    expect(find(steps({ kind: null }), /Turn write-back on at/).by).toContain("personal Microsoft");
  });
});

describe("the pages for password reset", () => {
  it("open in the directory itself", () => {
    const all = steps();
    expect(find(all, /for password reset/).link?.url).toBe(
      `https://entra.microsoft.com/${aTenant}/#view/Microsoft_AAD_IAM/PasswordResetMenuBlade/~/OnPremisesIntegration`,
    );
    expect(find(all, /who may reset/).link?.url).toContain(
      `${aTenant}/#view/Microsoft_AAD_IAM/Pass`,
    );
  });

  it.each([
    [[role("Global Administrator")], "You, with the role Global Administrator."],
    [
      [role("Global Administrator", "eligible")],
      "You, with the role Global Administrator, once it is activated.",
    ],
    [[role("Authentication Policy Administrator")], "Microsoft’s pages differ on the least role"],
    [[role("Hybrid Identity Administrator")], "your roles do not reach this page"],
    [[], "A Global Administrator of this directory"],
  ])("are for whoever the roles reach (%#)", (roles, words) => {
    expect(find(steps({ roles }, { reader: "account" }), /for password reset/).by).toContain(words);
  });

  it("take those for set up who may reset already", () => {
    const all = steps({ results: { sspr: "yes" } });
    expect(find(all, /who may reset/).words.join()).toContain("people who may reset already");
  });
});
