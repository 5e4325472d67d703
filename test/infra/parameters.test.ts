import { found, readInfra } from "./bicep";

const bicep = readInfra("main.bicep");
const { parameters } = JSON.parse(readInfra("main.parameters.json")) as {
  parameters: Record<string, { value: string }>;
};
/** As azd reads `${NAME=default}`. */
const defaultOf = (value: string) => /^\$\{[A-Z_]+(?:=(.*))?\}$/.exec(value)?.[1] ?? "";

describe("the parameters of a deployment", () => {
  it("are all asked for with a name of azd's environment, and with the template's own default", () => {
    const own = [...bicep.matchAll(/^param (\w+) \w+(?: = (.+))?$/gm)].map(([, name, value]) => [
      name ?? "",
      value?.replace(/^'|'$/g, "") ?? "",
    ]);
    const asked = Object.entries(parameters).map(([name, { value }]) => [name, defaultOf(value)]);
    expect(own.length).toBeGreaterThan(5);
    expect(asked).toEqual(own);
  });

  it("say each what they are", () => {
    const described = found(bicep, /^@description\('.+'\)\n(?:@.*\n)*param (\w+)/gm);
    expect(described).toEqual(Object.keys(parameters));
  });

  it("come back as what the hooks and docs read, nothing else", () => {
    expect(found(bicep, /^output (\w+) string/gm).sort()).toEqual([
      ...["AZURE_RESOURCE_GROUP", "AZURE_TENANT_ID", "FUNCTION_APP_ID", "FUNCTION_APP_NAME"],
      ...["IDENTITY_CLIENT_ID"],
      ...["IDENTITY_PRINCIPAL_ID", "KEY_VAULT_ID", "KEY_VAULT_URL", "PUBLIC_URL"],
    ]);
  });
});
