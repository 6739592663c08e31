import { createHash } from "node:crypto";
import { fileURLToPath } from "node:url";
import { build, type Plugin } from "vite";

const placeholder = "__HOLDFAST_BUILD__";
const entry = fileURLToPath(new URL("service-worker/service-worker.ts", import.meta.url));

/** The program of the worker, on its own: it shares no file with the page. */
async function workerCode(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    build: {
      write: false,
      target: "es2023",
      rollupOptions: { input: entry, output: { format: "iife", name: "holdfastWorker" } },
    },
  });
  const outputs = Array.isArray(built) ? built : [built];
  const chunks = outputs.flatMap((one) => ("output" in one ? one.output : []));
  const chunk = chunks.find(({ type }) => type === "chunk");
  if (chunk?.type !== "chunk") throw new Error("the service worker was not built");
  return chunk.code;
}

/**
 * Builds the service worker beside the console, and writes into it the names of all files of the
 * build. They hold their content, so another console is another worker, which the browser notices.
 */
export function serviceWorker(): Plugin {
  return {
    name: "holdfast-service-worker",
    apply: "build",
    // Files that hold nothing but styles are taken out of the bundle late: a worker that waits for one of them is never ready.
    enforce: "post",
    async generateBundle(_options, bundle) {
      const files = Object.keys(bundle)
        .filter((file) => file.startsWith("assets/") && !file.endsWith(".map"))
        .map((file) => `/${file}`)
        .toSorted();
      const code = await workerCode();
      const id = createHash("sha256").update(code).update(files.join("\n")).digest("hex").slice(0, 16);
      const text = JSON.stringify(JSON.stringify({ id, files })).slice(1, -1);
      const source = code.replace(placeholder, () => text);
      this.emitFile({ type: "asset", fileName: "service-worker.js", source });
    },
  };
}
