import { requireFreePort } from "./freePort";

/** A free port from the environment; anything else is refused before anything starts. */
export async function portOf(setting: string, otherwise: number): Promise<number> {
  const text = process.env[setting] ?? "";
  const port = text === "" ? otherwise : Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65535)
    throw new Error(`${setting} must be a port from 1 to 65535, not '${text}'.`);
  await requireFreePort(port, setting);
  return port;
}
