/** @type {import("jest").Config} */
module.exports = {
  testEnvironment: "node",
  maxWorkers: "100%",
  // A guard against hanging and no measure: a test that restarts storage on a busy machine takes seconds.
  testTimeout: 20_000,
  testMatch: ["<rootDir>/test/**/*.test.ts"],
  transform: {
    "\\.[jt]sx?$": [
      "@swc/jest",
      { jsc: { target: "es2024", parser: { syntax: "typescript" } }, module: { type: "commonjs" } },
    ],
  },
  // These are published as ES modules only.
  transformIgnorePatterns: [
    "/node_modules/(?!(jose|openid-client|oauth4webapi|croner|request-filtering-agent)/)",
  ],
  // The Functions worker provides this module; here the embedded host does.
  moduleNameMapper: { "^@azure/functions-core$": "<rootDir>/local/host/functionsCore.ts" },
  globalSetup: "<rootDir>/test/support/storageSetup.ts",
  globalTeardown: "<rootDir>/test/support/storageTeardown.ts",
  modulePathIgnorePatterns: ["<rootDir>/dist/", "<rootDir>/.local/"],
};
