// Plain JavaScript on purpose: this file is run by whatever Node the machine has (20 or newer) and
// makes sure that everything after it runs on the Node the project pins, with the dependencies of
// the lockfile. It has no dependencies of its own.
import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout's root folder. */
export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));

const lockfile = path.join(root, "package-lock.json");
const modules = path.join(root, "node_modules");
const stamp = path.join(modules, ".holdfast-installed");
const busy = path.join(root, ".holdfast-installing");

const lockfileHash = () => createHash("sha256").update(readFileSync(lockfile)).digest("hex");

const isInstalled = () => existsSync(stamp) && readFileSync(stamp, "utf8").trim() === lockfileHash();

/** Whether the process that holds the lock has ended; one of another user counts as alive. */
function isHolderGone() {
  try {
    process.kill(Number(readFileSync(path.join(busy, "pid"), "utf8")), 0);
    return false;
  } catch (error) {
    return error.code === "ESRCH";
  }
}

/** Waits while another process installs; a lock whose process is gone, or of ten minutes ago, was left behind. */
function takeInstallLock() {
  for (;;) {
    try {
      mkdirSync(busy);
      writeFileSync(path.join(busy, "pid"), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
      const ageMs = Date.now() - statSync(busy, { throwIfNoEntry: false })?.mtimeMs;
      if (isHolderGone() || ageMs > 600_000) rmSync(busy, { recursive: true, force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 200);
    }
  }
}

/**
 * Runs npm. Not `npm ci`: that refuses a lockfile without the packages of other platforms, which npm
 * leaves out where a registry does not have them; `install --no-save` takes the same locked versions
 * with the same integrity, and changes neither file. Returns what went wrong, or null.
 */
function runNpm() {
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  // The lockfile is exact, so the engines of the packages are those of the pinned Node, not of the
  // Node that happens to run npm: its warnings about them would only mislead.
  const args = [
    "install",
    "--no-save",
    "--no-audit",
    "--no-fund",
    "--loglevel=error",
    "--engine-strict=false",
  ];
  const done = spawnSync(npm, args, { cwd: root, stdio: ["ignore", 2, 2] });
  return done.status === 0 ? null : (done.error?.message ?? `it ended with ${done.status ?? done.signal}`);
}

/** Installs the locked dependencies when they are missing or belong to another lockfile. */
export function installWhenNeeded() {
  if (isInstalled()) return;
  let trouble = null;
  takeInstallLock();
  try {
    if (isInstalled()) return;
    process.stderr.write("holdfast: installing the locked dependencies …\n");
    trouble = runNpm();
    if (trouble === null) writeFileSync(stamp, `${lockfileHash()}\n`);
  } finally {
    rmSync(busy, { recursive: true, force: true });
  }
  if (trouble === null) return;
  process.stderr.write(
    `holdfast: npm install did not succeed (${trouble}). Its messages are above; mend what they name and run the command again.\n`,
  );
  process.exit(2);
}

/** The path of the pinned Node, or of the running one when it is new enough (platforms without a packaged Node). */
export function pinnedNode() {
  const require = createRequire(import.meta.url);
  const name = process.platform === "win32" ? "node.exe" : "node";
  try {
    const manifest = require.resolve(`node-${process.platform}-${process.arch}/package.json`);
    return path.join(path.dirname(manifest), "bin", name);
  } catch {
    if (Number(process.versions.node.split(".")[0]) >= 24) return process.execPath;
    process.stderr.write(
      `holdfast: no packaged Node 24 for ${process.platform}-${process.arch}, and this is ${process.version}. Install Node 24 or newer and run the command again.\n`,
    );
    process.exit(2);
  }
}
