import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

const root = path.join(import.meta.dirname, "..");
const stampFile = path.join(root, "dist/console/.built-from");

/** What the console is built from; a change anywhere else does not concern it. */
const sources = ["console", "src/client", "src/core", "package-lock.json"];

function filesOf(source: string): readonly string[] {
  const full = path.join(root, source);
  if (!existsSync(full)) return [];
  if (!path.extname(source)) {
    const entries = readdirSync(full, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  }
  return [full];
}

function sourceHash(): string {
  const hash = createHash("sha256");
  const files = sources.flatMap(filesOf).filter((file) => !/\.test\.tsx?$/.test(file));
  for (const file of files.toSorted())
    hash.update(`${path.relative(root, file)}\0`).update(readFileSync(file));
  return hash.digest("hex");
}

export type ConsoleBuild =
  | { readonly status: "current" }
  | { readonly status: "built"; readonly seconds: number }
  | { readonly status: "failed"; readonly output: string };

/** Builds the console into `dist/console` unless what is there was built from the same sources. */
export function buildConsole(): ConsoleBuild {
  const hash = sourceHash();
  if (existsSync(stampFile) && readFileSync(stampFile, "utf8") === hash) return { status: "current" };
  const startedAt = performance.now();
  const vite = path.join(root, "node_modules/vite/bin/vite.js");
  const config = path.join(root, "console/vite.config.ts");
  const done = spawnSync(process.execPath, [vite, "build", "--config", config, "--logLevel", "warn"], {
    cwd: root,
    encoding: "utf8",
    // Whatever runs us: a build for tests would carry React's development half.
    env: { ...process.env, NODE_ENV: "production" },
  });
  if (done.status !== 0) return { status: "failed", output: `${done.stdout}${done.stderr}`.trim() };
  writeFileSync(stampFile, hash);
  return { status: "built", seconds: (performance.now() - startedAt) / 1000 };
}
