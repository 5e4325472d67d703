// Holds for every file of a run on the bundle: what it tells, it has to tell of the bundle.
afterAll(() => {
  expect(globalThis.bundleLoads ?? 0).toBeGreaterThan(0);
});
