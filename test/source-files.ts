import { globSync, readFileSync } from "node:fs";
import path from "node:path";

/** The checkout's root folder. */
export const root = path.join(import.meta.dirname, "..");

export type SourceFile = { readonly file: string; readonly text: string };

/** Everything written by hand for Node and browsers; paths relative to the root, in a fixed order. */
export const sourceFiles: readonly SourceFile[] = globSync(
  "{src,console,lab,test,scripts,bench}/**/*.{ts,tsx}",
  {
    cwd: root,
  },
)
  .map((file) => file.replaceAll("\\", "/"))
  .filter((file) => !file.endsWith(".gen.ts"))
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

/** Tests and what only tests use: they may look at the whole. */
export const isTestFile = (file: string): boolean =>
  /\.(test|drill|test-kit)\.tsx?$/.test(file) || file.startsWith("src/connectors/contract");
