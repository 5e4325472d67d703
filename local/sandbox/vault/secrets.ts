import { randomBytes } from "node:crypto";

/** One version of a secret: what it holds never changes, its attributes may. */
export interface SecretVersion {
  readonly id: string;
  readonly value: string;
  readonly created: Date;
  updated: Date;
  enabled: boolean;
  notBefore: Date | undefined;
  expires: Date | undefined;
}

export type SecretAttributes = Partial<
  Pick<SecretVersion, "enabled" | "notBefore" | "expires" | "created">
>;

/** What a vault holds: versions by the secret's name, in no order that means anything. */
export type Secrets = Map<string, SecretVersion[]>;

/** A new version, as whoever may write secrets adds it; its id is as random as the real one's. */
export function addVersion(
  secrets: Secrets,
  name: string,
  { value, now, ...attributes }: SecretAttributes & { value: string; now: Date },
): string {
  const id = randomBytes(16).toString("hex");
  const { enabled = true, notBefore, expires, created = now } = attributes;
  const version = { id, value, created, updated: created, enabled, notBefore, expires };
  const all = [...(secrets.get(name) ?? []), version];
  secrets.set(
    name,
    all.sort((a, b) => (a.id < b.id ? -1 : 1)),
  );
  return id;
}

const seconds = (moment: Date): number => Math.floor(moment.getTime() / 1000);

/** Attributes as Key Vault writes them: Unix seconds. */
export const attributesOf = ({ enabled, created, updated, notBefore, expires }: SecretVersion) => ({
  enabled,
  ...(notBefore ? { nbf: seconds(notBefore) } : {}),
  ...(expires ? { exp: seconds(expires) } : {}),
  created: seconds(created),
  updated: seconds(updated),
  recoveryLevel: "Recoverable",
  recoverableDays: 90,
});
