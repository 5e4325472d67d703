import {
  findRole,
  knownRoles,
  mayAgree,
  passwordWritebackRoles,
  roleNameOf,
} from "../../domain/roles";
import { writebackToDo } from "../../domain/writeback";

/** Template ids as Microsoft's built-in roles reference lists them (facts.md, 4.1). */
const reference = {
  "Global Administrator": "62e90394-69f5-4237-9190-012177145e10",
  "Privileged Role Administrator": "e8611ab8-c189-46e8-94e1-60213ab1f814",
  "Privileged Authentication Administrator": "7be44c8a-adaf-4e2a-84d6-ab2649e08a13",
  "Hybrid Identity Administrator": "8ac3fc64-6eca-42ea-9e69-59f4c7b60eb2",
  "Authentication Policy Administrator": "0526716b-113d-4c15-b2c8-68e3c22b9f80",
  "User Administrator": "fe930be7-5e62-47db-91af-98c3a49a38b1",
  "Password Administrator": "966707d0-3269-4727-9be2-8c3a10f19b9d",
  "Helpdesk Administrator": "729827e3-9c14-49f7-bb1b-9608f156bbb8",
  "Domain Name Administrator": "8329153b-31d0-4727-b945-745eb3bc5f31",
  "Global Reader": "f2ef992c-3afb-46b9-b7cf-a126ee74c451",
  "Guest Inviter": "95e79109-95c0-4d8e-aee3-d01accf2d47b",
  "Reports Reader": "4a5d8f65-41da-4de4-8968-e035b65339cf",
};

describe("the known roles", () => {
  it("are those of Microsoft's reference, each with its own id", () => {
    const known = knownRoles.map((role) => [role.name, role.templateId]);
    expect(Object.fromEntries(known)).toEqual(reference);
    expect(known).toHaveLength(Object.keys(reference).length);
  });

  it("say what a person can do with them", () => {
    for (const role of knownRoles) expect(role.means).toMatch(/^can [a-z].{10,}[^.]$/);
  });

  it("are found by name or id in any letters, and by nothing else", () => {
    expect(findRole(" global reader ")?.name).toBe("Global Reader");
    expect(findRole("F2EF992C-3AFB-46B9-B7CF-A126EE74C451")?.name).toBe("Global Reader");
    expect(findRole("Global")).toBeUndefined();
    expect(findRole("")).toBeUndefined();
    expect(findRole("constructor")).toBeUndefined();
  });

  it("are shown by id where no name is known", () => {
    expect(roleNameOf("f2ef992c-3afb-46b9-b7cf-a126ee74c451")).toBe("Global Reader");
    expect(roleNameOf("00000000-0000-4000-8000-000000000000")).toBe(
      "00000000-0000-4000-8000-000000000000",
    );
  });

  it("let only those agree who may assign every role", () => {
    expect(mayAgree.map((role) => role.name)).toEqual([
      "Global Administrator",
      "Privileged Role Administrator",
    ]);
  });

  it("offer less than Global Administrator for password write-back", () => {
    expect(passwordWritebackRoles.map((role) => role.name)).toEqual([
      "Hybrid Identity Administrator",
      "Authentication Policy Administrator",
    ]);
  });
});

describe("what is left to do for write-back", () => {
  it.each([
    [
      { licensed: false, flag: false },
      ["Buy", "In Active Directory", "On the Connect server", "In the Entra"],
    ],
    [
      { licensed: true, flag: false },
      ["In Active Directory", "On the Connect server", "In the Entra"],
    ],
    [{ licensed: false, flag: true }, ["Buy", "In the Entra"]],
    [{ licensed: true, flag: true }, ["In the Entra"]],
  ])("with %j begins with %j", (seen, beginnings) => {
    const toDo = writebackToDo(seen);
    expect(toDo).toHaveLength(beginnings.length);
    beginnings.forEach((words, index) => expect(toDo[index]).toMatch(new RegExp(`^${words}`)));
  });
});
