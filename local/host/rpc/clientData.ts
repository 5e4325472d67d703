/** What a durable client binding receives, in the extension's shape; the SDK then talks to rpcBaseUrl. */
export function clientData(hubName: string, rpcBaseUrl: string): string {
  const base = rpcBaseUrl.replace(/\/$/, "");
  return JSON.stringify({
    taskHubName: hubName,
    connectionName: "Storage",
    creationUrls: {
      createNewInstancePostUri: `${base}/orchestrators/{functionName}[/{instanceId}]`,
      createAndWaitOnNewInstancePostUri: `${base}/orchestrators/{functionName}[/{instanceId}]?timeout={timeoutInSeconds}&pollingInterval={intervalInSeconds}`,
    },
    managementUrls: managementUrls("INSTANCEID", rpcBaseUrl),
    baseUrl: base,
    requiredQueryStringParameters: "",
    rpcBaseUrl,
    httpBaseUrl: base,
  });
}

/** The URLs of one instance, as a start answers them. There is no key here: they work on loopback only. */
export function managementUrls(id: string, rpcBaseUrl: string): Record<string, string> {
  const instance = `${rpcBaseUrl.replace(/\/$/, "")}/instances/${encodeURIComponent(id)}`;
  return {
    id,
    statusQueryGetUri: instance,
    sendEventPostUri: `${instance}/raiseEvent/{eventName}`,
    terminatePostUri: `${instance}/terminate?reason={text}`,
    rewindPostUri: `${instance}/rewind?reason={text}`,
    purgeHistoryDeleteUri: instance,
    restartPostUri: `${instance}/restart`,
    suspendPostUri: `${instance}/suspend?reason={text}`,
    resumePostUri: `${instance}/resume?reason={text}`,
  };
}
