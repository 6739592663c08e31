// `node bin/run.js FILE ARGS…`: runs a TypeScript file of the project on the pinned Node.
// Works on any Node ≥ 20: see bootstrap.js.
import { spawn } from "node:child_process";
import path from "node:path";
import { installWhenNeeded, pinnedNode, root } from "./bootstrap.js";

/** What Node makes of the sources (types taken away, machine code) is kept: a command starts in half the time. */
const compileCache = path.join(root, "node_modules", ".cache", "node-compile");

/** Runs `file` (relative to the root) on the pinned Node and ends with its exit code. */
export function run(file, args) {
  installWhenNeeded();
  const child = spawn(pinnedNode(), [path.join(root, file), ...args], {
    stdio: "inherit",
    env: { NODE_COMPILE_CACHE: compileCache, ...process.env, NODE_NO_WARNINGS: "1" },
  });
  // The terminal sends SIGINT to the whole group; a supervisor sends SIGTERM to this process only.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  process.on("SIGHUP", () => child.kill("SIGHUP"));
  child.on("error", (error) => {
    process.stderr.write(`holdfast: ${error.message}\n`);
    process.exit(2);
  });
  child.on("exit", (code, signal) => {
    process.exit(code ?? 128 + (signal === "SIGINT" ? 2 : signal === "SIGKILL" ? 9 : 15));
  });
}

if (path.basename(process.argv[1] ?? "") === "run.js") run(process.argv[2], process.argv.slice(3));
