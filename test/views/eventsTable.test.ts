import { eventTypeNames, eventTypes } from "../../domain/events";
import type { StoredEvent } from "../../domain/link";
import { globalAdministrator } from "../../domain/roles";
import { render } from "../../views/html";
import { eventsTable } from "../../views/ops/eventsTable";
import { textOf } from "./everyView";

const told = (type: string, data: StoredEvent["data"] = {}): string => {
  const time = "2026-11-22T09:00:00.000Z";
  const event = { seq: 1, type, time, data } as StoredEvent;
  return textOf(render(eventsTable([event])));
};

describe("the table of events", () => {
  it.each(eventTypeNames)("says what %s means, in words alone", (type) => {
    const words = told(type);
    expect(words).not.toContain("`");
    const [, said = ""] = /UTC (.+)$/.exec(words.replace(type, "")) ?? [];
    expect(said.trim().length).toBeGreaterThan(5);
    expect(eventTypes[type].meaning.startsWith(said.trim())).toBe(true);
  });

  it("names a role by its name", () => {
    const { templateId, name } = globalAdministrator;
    const words = told("role.assigned", { objectId: null, templateId });
    expect(words).toContain(`role ${name}`);
    expect(words).not.toContain(templateId);
  });

  it("shows the type of an event that it does not know", () => {
    expect(told("link.invented", { n: 1 })).toContain("link.invented");
  });
});
