import { globSync } from "node:fs";
import { root } from "./root.ts";

const patterns = ["{src,console,lab,test,scripts,bench}/**/*.test.{ts,tsx}", "lab/drills/*.drill.ts"];

/** Every test file of the project, relative to its root, in a fixed order. */
export function testFiles(): readonly string[] {
  return globSync(patterns, { cwd: root })
    .map((file) => file.replaceAll("\\", "/"))
    .sort();
}
