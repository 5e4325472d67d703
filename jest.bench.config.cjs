const config = require("./jest.config.cjs");

/** Measures, apart from the tests: they take minutes. Node's garbage and other work make single runs noisy, so each is a median. */
module.exports = {
  ...config,
  maxWorkers: 1,
  testTimeout: 30 * 60 * 1000,
  testMatch: ["<rootDir>/test/bench/**/*.bench.ts"],
};
