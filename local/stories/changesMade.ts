import type { SeenRequest } from "../sandbox/control/faults";
import type { Sandbox } from "../sandbox/startSandbox";

const names: readonly (readonly [call: RegExp, name: string])[] = [
  [/^POST \/v1\.0\/invitations/, "invitation"],
  [/^POST \/v1\.0\/roleManagement/, "role given"],
  [/^DELETE \/v1\.0\/roleManagement/, "role taken back"],
];

const isChange = ({ method, token, status }: SeenRequest): boolean =>
  method !== "GET" && token === "delegated" && status < 300;

/** What the app changed in a customer's directory, counted: "1 × invitation, 1 × role given". */
export function changesMade(sandbox: Pick<Sandbox, "requests">): string {
  const counts = new Map<string, number>();
  for (const { method, path } of sandbox.requests().filter(isChange)) {
    const call = `${method} ${path}`;
    const name = names.find(([shape]) => shape.test(call))?.[1] ?? call;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].map(([name, count]) => `${String(count)} × ${name}`).join(", ") || "none";
}
