/** Builds the console into `dist/console`, unless what stands there was built from the same sources. */
import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { build } from "vite";

const root = path.join(import.meta.dirname, "..");
const target = path.join(root, "dist/console");
const sources = ["console/**/*", "src/core/**/*.ts", "src/client/**/*.ts", "package-lock.json"];

/** SHA-256 over the names and contents of everything the console is made from. */
function sourceHash(): string {
  const hash = createHash("sha256");
  const entries = globSync(sources, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile());
  for (const file of entries.map((entry) => path.join(entry.parentPath, entry.name)).sort()) {
    hash.update(path.relative(root, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function builtHash(): string | null {
  const file = path.join(target, "source-hash");
  return existsSync(file) ? readFileSync(file, "utf8") : null;
}

/** Says whether it had to build. Rejects with what Vite finds wrong. */
export async function buildConsole(): Promise<"built" | "current"> {
  const hash = sourceHash();
  if (builtHash() === hash) return "current";
  // Built apart and moved, so that a server that runs meanwhile never serves half a console.
  const fresh = `${target}.${process.pid}`;
  await build({
    configFile: path.join(root, "console/vite.config.ts"),
    build: { outDir: fresh },
    logLevel: "warn",
  });
  writeFileSync(path.join(fresh, "source-hash"), hash);
  rmSync(target, { recursive: true, force: true });
  renameSync(fresh, target);
  return "built";
}

if (import.meta.main) process.stdout.write(`the console is ${await buildConsole()}\n`);
