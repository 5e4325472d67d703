import { chromium, type Browser } from "playwright-core";
import { unpackChromium } from "../browser/unpackChromium";

/**
 * Flags of our own and not those that the package proposes: these switch off the very rules that are
 * tested here (`--disable-web-security`), and `--single-process` dies with the second context.
 */
const args = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

/** Chromium without a window; a browser test that has none fails, it never skips. */
export async function startBrowser(): Promise<Browser> {
  try {
    return await chromium.launch({ ...(await unpackChromium()), args, timeout: 30_000 });
  } catch (cause) {
    throw new Error(
      "Chromium did not start. It comes with the npm package @sparticuz/chromium (Linux x64) and is " +
        "unpacked under .local/: delete .local/chromium-* and run `npm ci` again. What it said:\n" +
        (cause instanceof Error ? cause.message : String(cause)),
      { cause },
    );
  }
}
