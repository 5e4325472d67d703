import { decodeEntities, tagsOf, type Tag } from "./htmlTags";

export interface FormButton {
  readonly name: string;
  readonly value: string;
  readonly text: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** A form as a person finds it: where it goes, what is filled in already, what can be pressed. */
export interface Form {
  readonly action: string;
  readonly method: "get" | "post";
  readonly id: string;
  /** Fields that would be sent now, in order. */
  readonly fields: readonly (readonly [string, string])[];
  /** Names of all fields, those that are empty or unticked too. */
  readonly names: readonly string[];
  readonly buttons: readonly FormButton[];
}

/** The forms of a page. */
export function formsOf(text: string, pageUrl: string): Form[] {
  const tags = tagsOf(text);
  return tags.flatMap((tag, start) => {
    if (tag.name !== "form" || tag.closing) return [];
    const after = tags.slice(start + 1);
    const end = after.findIndex((one) => one.name === "form" && one.closing);
    return [formOf(tag, after.slice(0, end < 0 ? after.length : end), { text, pageUrl })];
  });
}

function formOf(
  form: Tag,
  inside: readonly Tag[],
  { text, pageUrl }: { text: string; pageUrl: string },
): Form {
  const controls = inside.filter((tag) => !tag.closing && tag.attributes["disabled"] === undefined);
  const named = controls.filter((tag) => tag.attributes["name"] !== undefined && isField(tag));
  return {
    action: new URL(form.attributes["action"] ?? "", pageUrl).href,
    method: form.attributes["method"]?.toLowerCase() === "post" ? "post" : "get",
    id: form.attributes["id"] ?? "",
    fields: named.flatMap((tag) => fieldOf(tag, inside, text)),
    names: [...new Set(named.map((tag) => tag.attributes["name"] ?? ""))],
    buttons: controls.filter(isButton).map((tag) => buttonOf(tag, text)),
  };
}

function isField(tag: Tag): boolean {
  return ["input", "select", "textarea"].includes(tag.name) && !isButton(tag);
}

function isButton(tag: Tag): boolean {
  const type = tag.attributes["type"]?.toLowerCase();
  return (
    (tag.name === "button" && (type ?? "submit") === "submit") ||
    (tag.name === "input" && type === "submit")
  );
}

function buttonOf(tag: Tag, text: string): FormButton {
  const { name = "", value = "" } = tag.attributes;
  const label = tag.name === "button" ? textAfter(tag, text) : value;
  return { name, value, text: label, attributes: tag.attributes };
}

function fieldOf(tag: Tag, inside: readonly Tag[], text: string): [string, string][] {
  const { name = "", type = "text", value, checked } = tag.attributes;
  if (tag.name === "textarea") return [[name, textAfter(tag, text)]];
  if (tag.name === "select") return selectedOf(tag, inside).map((chosen) => [name, chosen]);
  if (tag.name !== "input") return [];
  if (type === "checkbox" || type === "radio")
    return checked === undefined ? [] : [[name, value ?? "on"]];
  return type === "button" || type === "reset" || type === "image" ? [] : [[name, value ?? ""]];
}

/** The chosen option, else the first one, as in a browser. */
function selectedOf(select: Tag, inside: readonly Tag[]): string[] {
  const after = inside.slice(inside.indexOf(select) + 1);
  const end = after.findIndex((tag) => tag.name === "select" && tag.closing);
  const options = after.slice(0, end).filter((tag) => tag.name === "option" && !tag.closing);
  const chosen = options.find((tag) => tag.attributes["selected"] !== undefined) ?? options[0];
  return chosen ? [chosen.attributes["value"] ?? ""] : [];
}

function textAfter(tag: Tag, text: string): string {
  const end = text.slice(tag.end).search(new RegExp(`</${tag.name}`, "i"));
  return decodeEntities(
    text.slice(tag.end, tag.end + Math.max(end, 0)).replace(/<[^>]*>/g, " "),
  ).trim();
}
