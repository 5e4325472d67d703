import { resetOnPremises, resetProperties } from "./deepLinks";
import {
  byDomain,
  byPasswordReset,
  bySynchronisation,
  resultOf,
  type RunbookCase,
} from "./runbookCase";
import { passwordAgeStep, rightsStep, switchStep } from "./runbookServer";
import { versionStep } from "./runbookVersion";

/** One thing to do for password write-back, and who can. */
export interface RunbookStep {
  readonly title: string;
  readonly words: readonly string[];
  /** PowerShell to copy. */
  readonly commands?: string;
  readonly link?: { readonly url: string; readonly text: string };
  readonly by: string;
}

const licence = ({ link }: RunbookCase): RunbookStep => ({
  title:
    resultOf(link, "licensed") === "no" ? "Get the licence first" : "See that the licence is there",
  words: [
    resultOf(link, "licensed") === "no"
      ? "We found no licence that allows write-back, and without it nothing below takes effect."
      : "We could not see whether a licence that allows write-back is there.",
    "Everybody who is to reset a password needs Entra ID P1 or P2, or Microsoft 365 Business Premium. Business Basic and Business Standard are not enough.",
  ],
  by: "Whoever buys and assigns licences in this directory.",
});

/** Where it is not said what synchronises the directory, its steps stay short. */
const anyServer = (asked: RunbookCase): RunbookStep[] => [
  {
    title: "At the server that synchronises the directory",
    words: [
      "Choose above which of the two runs in your place: the version to look at, the rights in Active Directory and the commands differ.",
    ],
    by: `${bySynchronisation(asked)} For the rights: ${byDomain}`,
  },
];

const integration = (asked: RunbookCase): RunbookStep => ({
  title: "Turn write-back on for password reset",
  words: [
    asked.server === "cloud"
      ? "On the page On-premises integration turn on “Enable password write back for synced users” and “Write back passwords with Microsoft Entra Cloud Sync”, then save."
      : "On the page On-premises integration turn on “Enable password write back for synced users”, then save.",
    "“Allow users to unlock accounts without resetting their password” is up to you.",
  ],
  link: { url: resetOnPremises(asked.link), text: "Open On-premises integration" },
  by: byPasswordReset(asked),
});

const scope = (asked: RunbookCase): RunbookStep => ({
  title: "Choose who may reset a password",
  words: [
    resultOf(asked.link, "sspr") === "yes"
      ? "Microsoft’s report lists people who may reset already. Look whether they are the ones you mean."
      : "On the page Properties choose Selected and one group to begin with, or All. With None nobody can reset anything.",
  ],
  link: { url: resetProperties(asked.link), text: "Open Properties of Password reset" },
  by: byPasswordReset(asked),
});

const trial = (): RunbookStep => ({
  title: "Try it once",
  words: [
    "With a test person who is synchronised and no administrator: reset the password at passwordreset.microsoftonline.com, then sign in on premises with the new one. Only this shows that write-back works.",
  ],
  by: "Anybody who knows that test person’s sign-in.",
});

/**
 * The steps to password write-back in this directory, in order; Microsoft has no API for any of them.
 * Source: Entra documentation, "Enable self-service password reset write-back" and its page on cloud sync.
 */
export function runbook(asked: RunbookCase): RunbookStep[] {
  const { link, server } = asked;
  if (resultOf(link, "synchronised") === "no") return [];
  const onServer = [
    versionStep(asked),
    rightsStep(asked),
    passwordAgeStep(),
    switchStep(asked),
  ] as const;
  return [
    ...(resultOf(link, "licensed") === "yes" ? [] : [licence(asked)]),
    ...(server ? onServer : anyServer(asked)),
    integration(asked),
    scope(asked),
    trial(),
  ];
}
