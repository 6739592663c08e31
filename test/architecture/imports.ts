import { existsSync } from "node:fs";
import path from "node:path";
import manifest from "../../package.json" with { type: "json" };

/** One import of a file: what is written, and the file it means (relative to the root), or null for a package. */
export type Import = {
  readonly from: string;
  readonly specifier: string;
  readonly to: string | null;
  readonly isDynamic: boolean;
};

const aliases: Readonly<Record<string, string>> = manifest.imports;

/** Comments are taken away, so that an example in one is no import. Strings that look like comments keep their rest. */
export function withoutComments(source: string): string {
  return source.replace(
    /("(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`)|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    "$1",
  );
}

/** What `import`, `export … from`, `import type` and `import(…)` of a TypeScript source name. */
export function importsOf(file: string, source: string): readonly Import[] {
  const text = withoutComments(source);
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\b[^;"'`]*?\bfrom\s*["']([^"']+)["']/gm),
    ...text.matchAll(/^\s*import\s*["']([^"']+)["']/gm),
  ].map(([, specifier]) => ({ specifier: specifier ?? "", isDynamic: false }));
  const dynamic = [...text.matchAll(/\bimport\s*\(\s*["'`]([^"'`]+)["'`]/g)].map(([, specifier]) => ({
    specifier: specifier ?? "",
    isDynamic: true,
  }));
  return [...found, ...dynamic].map(({ specifier, isDynamic }) => ({
    from: file,
    specifier,
    to: resolveSpecifier(file, specifier),
    isDynamic,
  }));
}

function resolveSpecifier(file: string, specifier: string): string | null {
  if (specifier.startsWith("."))
    return path.posix.normalize(path.posix.join(path.posix.dirname(file), specifier));
  if (!specifier.startsWith("#")) return null;
  for (const [alias, target] of Object.entries(aliases)) {
    const prefix = alias.replace("*", "");
    if (specifier.startsWith(prefix)) {
      return path.posix.normalize(target.replace("*", specifier.slice(prefix.length)));
    }
  }
  return null;
}

/** Imports whose file does not stand where they say. */
export function danglingImports(root: string, imports: readonly Import[]): readonly Import[] {
  return imports.filter(({ to }) => to !== null && !existsSync(path.join(root, to)));
}

/** The code alone: neither comments nor the text of strings. */
export function withoutStrings(source: string): string {
  return withoutComments(source).replace(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`/g, '""');
}
