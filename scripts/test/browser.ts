import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What apt-get prints when it could not do its work, shortened to what a reader needs. */
const outputMax = 400;

/** Where the browser of the tests in a browser is; `CHROMIUM` names another. */
export const browserPath = (): string => process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/**
 * Journeys that are not part of every run yet, for the minutes they cost: each is green as a whole on the console of
 * today, and has not been seen so often enough to hold up everybody.
 */
const onRequest: ReadonlySet<string> = new Set([
  "test/e2e/console-bad-input.test.ts",
  "test/e2e/console-map.test.ts",
  "test/e2e/console-sign-in.test.ts",
]);

/** Why a file is not run this time, or null. */
export function whyNotNow(file: string): string | null {
  if (!onRequest.has(file) || process.env["HOLDFAST_E2E"] === "1") return null;
  return "not part of every run yet; HOLDFAST_E2E=1 runs it";
}

/**
 * Makes sure that there is a browser: root on Debian installs it. Returns why there is none, or null.
 * An ordinary user's machine is left as it is.
 */
export function prepareBrowser(): string | null {
  const file = browserPath();
  if (existsSync(file)) return null;
  const isRoot = process.getuid?.() === 0;
  if (!isRoot || !existsSync("/usr/bin/apt-get")) {
    return `there is no browser at ${file}, and only root on Debian can have it installed (CHROMIUM=PATH names another)`;
  }
  const lock = ["-o", "DPkg::Lock::Timeout=300"];
  for (const args of [["update"], [...lock, "install", "-y", "--no-install-recommends", "chromium"]]) {
    const done = spawnSync("apt-get", args, {
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
    });
    if (done.status !== 0) {
      const said = `${done.stderr ?? ""}${done.error?.message ?? ""}`.trim().slice(-outputMax);
      return `chromium could not be installed: apt-get ${args.join(" ")}: ${said}`;
    }
  }
  return existsSync(file) ? null : `chromium was installed, but there is no ${file}`;
}
