import { startStorage, type Storage } from "../../local/storage";

declare global {
  var testStorage: Storage | undefined;
}

/** One Azurite for the whole run; every test file takes a table prefix of its own. */
const setup = async (): Promise<void> => {
  globalThis.testStorage = await startStorage();
  process.env["TEST_STORAGE"] = globalThis.testStorage.connectionString;
};
module.exports = setup;
