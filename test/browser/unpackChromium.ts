import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { promisify } from "node:util";

export interface Chromium {
  readonly executablePath: string;
  readonly env: Record<string, string | undefined>;
}

const packageJson = "node_modules/@sparticuz/chromium/package.json";
const unpack = `import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())`;

/** The package's font list names fixed folders; this one names ours, so that every machine shows the same. */
const fontsConf = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/fonts-cache</cachedir></fontconfig>
`;

/**
 * The browser that npm brought, unpacked once per version. The package itself unpacks into /tmp and
 * trusts whatever lies there, a half-written file too; here a folder of our own appears all at once.
 */
export async function unpackChromium(): Promise<Chromium> {
  const { version } = JSON.parse(readFileSync(packageJson, "utf8")) as { version: string };
  const folder = resolve(".local", `chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: join(folder, "chromium"),
    env: {
      ...process.env,
      FONTCONFIG_FILE: join(folder, "fonts.conf"),
      LD_LIBRARY_PATH: join(folder, "al2023", "lib"),
    },
  };
}

async function unpackInto(folder: string): Promise<void> {
  const making = `${folder}.${String(process.pid)}`;
  mkdirSync(making, { recursive: true });
  // It unpacks NSS, which a bare machine lacks, only where it believes to be on Lambda.
  const env = { ...process.env, TMPDIR: making, AWS_EXECUTION_ENV: "AWS_Lambda_nodejs24.x" };
  await promisify(execFile)(process.execPath, ["-e", unpack], { env });
  writeFileSync(join(making, "fonts.conf"), fontsConf(folder));
  try {
    renameSync(making, folder);
  } catch (error) {
    rmSync(making, { recursive: true, force: true });
    // Another run was faster.
    if (!existsSync(folder)) throw error;
  }
}
