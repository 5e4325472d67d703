const OUT_OF_PROCESS_STATE = "\n\n$OutOfProcData$:";

/** A thrown value as the Node worker reports it to its host. */
export function describeThrown(thrown: unknown): { message: string; stack: string } {
  if (typeof thrown === "object" && thrown !== null && "message" in thrown) {
    const { message, stack } = thrown as { message: unknown; stack?: unknown };
    return { message: String(message), stack: typeof stack === "string" ? stack : "" };
  }
  return {
    message: typeof thrown === "string" ? thrown : String(JSON.stringify(thrown)),
    stack: "",
  };
}

/** What the extension puts into TaskFailed: all that an orchestrator ever learns of a failed activity. */
export function activityFailure(
  name: string,
  thrown: unknown,
): { Reason: string; Details: string } {
  const { message, stack } = describeThrown(thrown);
  const rpc = exceptionJson(
    "Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script",
    `Result: Failure\nException: ${message}\nStack: ${stack}`,
    null,
  );
  const cause = exceptionJson("System.Exception, System.Private.CoreLib", message, rpc);
  return {
    Reason: `Activity function '${name}' failed: ${message}`,
    Details: JSON.stringify(cause),
  };
}

// Newtonsoft's form of a .NET exception; the SDK only appends the text to the reason.
function exceptionJson(type: string, message: string, inner: object | null): object {
  return {
    $type: type,
    ClassName: type.slice(0, type.indexOf(",")),
    Message: message,
    Data: null,
    InnerException: inner,
    HelpURL: null,
    StackTraceString: null,
    RemoteStackTraceString: null,
    RemoteStackIndex: 0,
    ExceptionMethod: null,
    HResult: -2146233088,
    Source: null,
    WatsonBuckets: null,
  };
}

/** The orchestrator's state that the SDK hides in the message of its OrchestrationFailureError. */
export function hiddenState(thrown: unknown): unknown {
  const { message } = describeThrown(thrown);
  const at = message.indexOf(OUT_OF_PROCESS_STATE);
  return at === -1 ? undefined : JSON.parse(message.slice(at + OUT_OF_PROCESS_STATE.length));
}

export function orchestratorFailure(name: string, message: string): string {
  return `Orchestrator function '${name}' failed: ${message}`;
}

/** Fails an orchestration for good: code that this host (or the extension) will not run. */
export class OrchestrationRefused extends Error {}
