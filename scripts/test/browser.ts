import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** What apt-get prints when it could not do its work, shortened to what a reader needs. */
const outputMax = 400;

/** Where the browser of the tests in a browser is; `CHROMIUM` names another. */
export const browserPath = (): string => process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/**
 * Makes sure that there is a browser: root on Debian installs it. Returns why there is none, or null.
 * An ordinary user's machine is left as it is.
 */
export function prepareBrowser(): string | null {
  if (process.env["HOLDFAST_E2E"] !== "1") {
    return "the journeys in the browser are being rewritten for the new console; HOLDFAST_E2E=1 runs them";
  }
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
