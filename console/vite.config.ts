import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { serviceWorker } from "./vite-service-worker.ts";

const here = fileURLToPath(new URL(".", import.meta.url));

/** The server that `vite` (development only) hands requests of the API to. */
const apiUrl = process.env["HOLDFAST_URL"] ?? "http://127.0.0.1:7400";

export default defineConfig({
  root: here,
  base: "/",
  plugins: [react(), serviceWorker()],
  build: {
    outDir: fileURLToPath(new URL("../dist/console", import.meta.url)),
    emptyOutDir: true,
    // Sources are public, and a stack trace of a crisis night is worth more than the kilobytes.
    sourcemap: true,
    target: "es2023",
    // The first load is held to its size by a test; a map or a chart may bring its engine.
    chunkSizeWarningLimit: 2000,
  },
  server: { host: "127.0.0.1", proxy: { "/api": apiUrl } },
});
