const needed = 24;

/** The host needs Node's own SQLite; npm scripts run on the Node that came with the packages. */
export function requireNode(version = process.versions.node): void {
  if (Number(version.split(".")[0]) >= needed) return;
  throw new Error(
    `This needs Node ${String(needed)} and runs on ${version}. Start it with npm (npm run demo, npm start): the right Node comes with the packages.`,
  );
}
