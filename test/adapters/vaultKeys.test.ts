import type { SecretClientOptions } from "@azure/keyvault-secrets";
import { createVaultKeys } from "../../adapters/vaultKeys";
import { testNow } from "../support/fakesLinks";

const made: [url: string, options: SecretClientOptions][] = [];
jest.mock("@azure/keyvault-secrets", () => ({
  SecretClient: class {
    constructor(url: string, _identity: unknown, options: SecretClientOptions) {
      made.push([url, options]);
    }
    listPropertiesOfSecretVersions = () => [];
  },
}));

describe("the vault's client", () => {
  it.each([
    ["https://links.vault.azure.net", false],
    ["https://vault.example", false],
    ["https://127.0.0.1:8443", true],
  ])("gives tokens to vaults alone: %s", async (url, isUnchecked) => {
    const identity = { getToken: () => Promise.resolve(null) };
    await createVaultKeys(url, identity, () => testNow)("signing-keys");
    expect(made.pop()).toEqual([
      url,
      expect.objectContaining({ disableChallengeResourceVerification: isUnchecked }),
    ]);
  });

  it("is not made before it is needed", () => {
    createVaultKeys("https://links.vault.azure.net", { getToken: jest.fn() }, () => testNow);
    expect(made).toEqual([]);
  });
});
