import type { BindingInfo, FunctionCallback, FunctionMetadata } from "./workerTypes";

export type HookName = "appStart" | "appTerminate" | "preInvocation" | "postInvocation" | "log";
export type FunctionKind = "http" | "timer" | "orchestration" | "activity";

export interface RegisteredFunction {
  readonly name: string;
  readonly kind: FunctionKind;
  readonly triggerName: string;
  readonly trigger: BindingInfo;
  readonly metadata: FunctionMetadata;
  readonly callback: FunctionCallback;
}

const kinds: Readonly<Record<string, FunctionKind>> = {
  httptrigger: "http",
  timertrigger: "timer",
  orchestrationtrigger: "orchestration",
  activitytrigger: "activity",
};
const hookNames: readonly string[] = [
  "appStart",
  "appTerminate",
  "preInvocation",
  "postInvocation",
  "log",
];

/** The registered function, or an error that names what this host does not imitate. */
export function checkRegistration(
  metadata: FunctionMetadata,
  callback: FunctionCallback,
): RegisteredFunction {
  const refuse = (what: string) =>
    new Error(
      `Function '${metadata.name}': ${what} is not imitated by the embedded host. Run it with Core Tools.`,
    );
  const found = Object.entries(metadata.bindings).find(([, binding]) =>
    /trigger$/i.test(binding.type ?? ""),
  );
  if (found === undefined) throw new Error(`Function '${metadata.name}' has no trigger.`);
  const [triggerName, trigger] = found;
  const kind = kinds[trigger.type?.toLowerCase() ?? ""];
  if (kind === undefined) throw refuse(`the trigger '${trigger.type}'`);
  if (metadata.retryOptions) throw refuse("a retry policy of the host");
  for (const [name, binding] of Object.entries(metadata.bindings))
    if (name !== triggerName && !isKnownBinding(binding))
      throw refuse(`the ${binding.direction}put binding '${binding.type}'`);
  if (kind === "http") checkHttp(trigger, refuse);
  return { name: metadata.name, kind, triggerName, trigger, metadata, callback };
}

function isKnownBinding({ type, direction }: BindingInfo): boolean {
  return direction === "out" ? type === "http" : type === "durableClient";
}

function checkHttp(trigger: BindingInfo, refuse: (what: string) => Error): void {
  const level = String(trigger["authLevel"] ?? "anonymous");
  if (level.toLowerCase() !== "anonymous")
    throw refuse(`authLevel '${level}' (only 'anonymous' is)`);
  const route = String(trigger["route"] ?? "");
  // The real host does not start with such a route: it would hide its own pages.
  if (/^\/?(admin|runtime)(\/|$)/i.test(route)) throw refuse(`the reserved route '${route}'`);
}

/** The hook's name, or an error that lists the known ones. */
export function checkHook(name: string): HookName {
  if (!hookNames.includes(name))
    throw new RangeError(
      `Unrecognized hook "${name}". The embedded host runs: ${hookNames.join(", ")}.`,
    );
  return name as HookName;
}
