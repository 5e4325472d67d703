const teardown = async (): Promise<void> => {
  await globalThis.testStorage?.close();
};
module.exports = teardown;
