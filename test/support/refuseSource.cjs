/** In a run on the bundle app.ts cannot be loaded: a test that reached it would tell of the sources. */
module.exports = {
  process() {
    throw new Error(
      "app.ts was asked for, in a run that is on the bundle (jest.bundle.config.cjs)",
    );
  },
};
