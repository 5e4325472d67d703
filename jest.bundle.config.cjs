const config = require("./jest.config.cjs");

/** Journeys and attacks on the package as it is deployed, instead of the sources (`npm run test:bundle`). */
module.exports = {
  ...config,
  testMatch: ["<rootDir>/test/{contract,journeys,attacks}/**/*.test.ts"],
  testPathIgnorePatterns: [
    "/node_modules/",
    // Attacks on the sending adapter alone, with receivers and name servers of its own: it starts no product.
    "<rootDir>/test/attacks/webhooks\\.test\\.ts$",
  ],
  moduleNameMapper: {
    ...config.moduleNameMapper,
    "^\\.\\./\\.\\./app$": "<rootDir>/test/support/bundledApp.ts",
  },
  // By whatever way somebody asked for app.ts: it is not to be had in this run.
  transform: {
    "/app\\.ts$": "<rootDir>/test/support/refuseSource.cjs",
    ...config.transform,
  },
  transformIgnorePatterns: [...config.transformIgnorePatterns, "<rootDir>/dist/"],
  modulePathIgnorePatterns: ["<rootDir>/dist/local/", "<rootDir>/.local/"],
  setupFilesAfterEnv: ["<rootDir>/test/support/requireBundle.ts"],
};
