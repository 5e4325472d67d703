const { randomBytes, randomUUID } = require("node:crypto");
const { readFileSync } = require("node:fs");

const key = () => `sample:${randomBytes(32).toString("base64url")}`;

const caller = () => ({
  ...{ id: "sample", displayName: "Sample", domain: "sample.example", roles: ["Links.Read"] },
  ...{ apiKeyHashes: ["0".repeat(64)], callbackHosts: ["sample.example"], appIds: [] },
  webhookKeys: [`whsec_${randomBytes(32).toString("base64")}`],
});

/** Settings that the product takes: those of local.settings.sample.json, with what stands empty there filled in. */
exports.sampleSettings = function sampleSettings() {
  const { Values } = JSON.parse(readFileSync("local.settings.sample.json", "utf8"));
  return {
    ...Values,
    ...{ LINK_CLIENT_ID: randomUUID(), HOME_TENANT_ID: randomUUID(), API_CLIENT_ID: randomUUID() },
    ...{ SIGNING_KEYS: key(), SEALING_KEYS: key(), CALLERS: JSON.stringify([caller()]) },
  };
};
