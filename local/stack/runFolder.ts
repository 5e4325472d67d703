import { mkdirSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";

const home = ".local";
const runPattern = /^demo-(\d+)$/;

const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
};

export const removeFolder = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });

/** A fresh folder for one demo; what demos that were killed left behind goes. */
export function createRunFolder(): string {
  mkdirSync(home, { recursive: true });
  for (const name of readdirSync(home)) {
    const pid = runPattern.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) removeFolder(join(home, name));
  }
  return emptyFolder(`demo-${String(process.pid)}`);
}

/** A folder below .local/ with nothing in it. */
export function emptyFolder(name: string): string {
  const folder = join(home, name);
  removeFolder(folder);
  mkdirSync(folder, { recursive: true });
  return folder;
}
