import {
  checkHook,
  checkRegistration,
  type HookName,
  type RegisteredFunction,
} from "./checkRegistration";
import type {
  FunctionCallback,
  FunctionMetadata,
  HookCallback,
  ProgrammingModel,
} from "./workerTypes";

/** Everything the app registered while it was loaded. */
export interface RegisteredApp {
  readonly model: ProgrammingModel;
  readonly functions: ReadonlyMap<string, RegisteredFunction>;
  hooks(name: HookName): readonly HookCallback[];
}

type LogSink = (level: string, message: string) => void;

const functions = new Map<string, RegisteredFunction>();
const hooks = new Map<HookName, HookCallback[]>();
let model: ProgrammingModel | undefined;
let sink: LogSink = () => undefined;

/** Read by `@azure/functions` to learn which worker it runs in. */
export const version = "4.0.0-embedded";

/** What registrations hand back; disposing undoes them. */
export class Disposable {
  readonly #undo: () => unknown;
  constructor(undo: () => unknown) {
    this.#undo = undo;
  }
  static from(...disposables: { dispose(): unknown }[]): Disposable {
    return new Disposable(() => disposables.forEach((one) => one.dispose()));
  }
  dispose(): void {
    this.#undo();
  }
}

/** Called by `app.http`, `app.timer`, `df.app.orchestration`, …; refuses what this host cannot run. */
export function registerFunction(
  metadata: FunctionMetadata,
  callback: FunctionCallback,
): Disposable {
  if (functions.has(metadata.name))
    throw new Error(
      `Function '${metadata.name}' is registered twice. Give each function its own name.`,
    );
  functions.set(metadata.name, checkRegistration(metadata, callback));
  return new Disposable(() => functions.delete(metadata.name));
}

export function setProgrammingModel(programmingModel: ProgrammingModel): void {
  model = programmingModel;
}

export function getProgrammingModel(): ProgrammingModel | undefined {
  return model;
}

/** Hooks of app and invocations, as the worker has them. */
export function registerHook(name: string, callback: HookCallback): Disposable {
  const hook = checkHook(name);
  hooks.set(hook, [...(hooks.get(hook) ?? []), callback]);
  return new Disposable(() =>
    hooks.set(
      hook,
      (hooks.get(hook) ?? []).filter((one) => one !== callback),
    ),
  );
}

/** Lines the library itself writes. */
export function log(level: string, _category: string, message: string): void {
  sink(level, message);
}

/** Where lines of the library go; the host sets it at start. */
export function setLogSink(logSink: LogSink): void {
  sink = logSink;
}

/** What a host can run now. Nothing registered means that the app was not loaded, which is an error here. */
export function registeredApp(): RegisteredApp {
  if (model === undefined)
    throw new Error(
      "No function is registered. Load the app before the host starts (loadApp, or import it).",
    );
  return { model, functions: new Map(functions), hooks: (name) => hooks.get(name) ?? [] };
}

/** For tests that register another app in the same process. The programming model stays: it is set once. */
export function forgetRegistrations(): void {
  functions.clear();
  hooks.clear();
}
