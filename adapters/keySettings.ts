import { z } from "zod";
import { emptyBeside } from "./emptyBeside";
import type { KeyRing } from "./keyRing";

const secretKey = z.string().transform((text, context) => {
  const [kid, value] = text.split(":");
  const bytes = Buffer.from(value ?? "", "base64url");
  if (kid && /^[A-Za-z0-9-]{1,32}$/.test(kid) && bytes.length === 32) return { kid, bytes };
  context.addIssue({
    code: "custom",
    message: "each key is written name:value, value = 32 bytes base64url",
  });
  return z.NEVER;
});
const keyRing = z
  .string()
  .transform((text) => text.split(",").map((one) => one.trim()))
  .pipe(z.tuple([secretKey], secretKey));

/** The vault's origin. A key never travels in the clear, not even on this machine. */
const vaultUrl = z
  .url({ protocol: /^https$/, error: "must be https, like https://NAME.vault.azure.net" })
  .refine((text) => !URL.canParse(text) || new URL(text).pathname === "/", "must have no path")
  .transform((text) => text.replace(/\/+$/, ""));

const fromVault = {
  /** Azure Key Vault with the secrets signing-keys and sealing-keys, instead of the two settings. */
  KEY_VAULT_URL: vaultUrl,
  SIGNING_KEYS: emptyBeside("KEY_VAULT_URL"),
  SEALING_KEYS: emptyBeside("KEY_VAULT_URL"),
};
const fromSettings = {
  KEY_VAULT_URL: emptyBeside("SIGNING_KEYS"),
  SIGNING_KEYS: keyRing,
  SEALING_KEYS: keyRing,
};

export type KeySource =
  | { KEY_VAULT_URL: string; SIGNING_KEYS?: undefined; SEALING_KEYS?: undefined }
  | { KEY_VAULT_URL?: undefined; SIGNING_KEYS: KeyRing; SEALING_KEYS: KeyRing };

/** Exactly one of the two ways: the vault where it is named, else the settings. */
export const keySource = (env: { KEY_VAULT_URL?: string | undefined }) =>
  env.KEY_VAULT_URL ? fromVault : fromSettings;
