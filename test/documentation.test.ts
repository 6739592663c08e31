import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import type { Command } from "commander";
import { promisify } from "node:util";
import { buildProgram } from "#cli/main.ts";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { checkEstate } from "#core/check/check-estate.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import manifest from "../package.json" with { type: "json" };
import { blocksOf, localLinks } from "./documentation/blocks.ts";
import { root } from "./source-files.ts";

const run = promisify(execFile);
const catalogue = connectorCatalogue(allConnectors);

/** Pages with examples; those of the diagnostics show what is wrong on purpose and have a test of their own. */
const pages = globSync(["*.md", "docs/**/*.md"], { cwd: root })
  .filter((file) => !file.startsWith(path.join("docs", "diagnostics")))
  .sort()
  .map((file) => ({ file, text: readFileSync(path.join(root, file), "utf8") }));

const blocks = pages.flatMap(({ file, text }) => blocksOf(text).map((block) => ({ file, ...block })));

for (const { file, line, text } of blocks.filter(
  ({ info, text: yaml }) => info === "yaml" && /^kind:/m.test(yaml),
)) {
  test(`the documents in ${file}:${line} have no errors`, () => {
    const resolved = resolveEstate([{ type: "text", file, text }]);
    // An example that is short enough to be read is not a whole estate: risks and hints are beside its point.
    const found = checkEstate(resolved, catalogue, { today: "2026-06-30" })
      .filter(({ severity }) => severity === "error")
      .map(({ code, message, place }) => `${place.span.line}: ${code}: ${message}`);
    assert.deepEqual(found, []);
  });
}

for (const { file, line, text } of blocks.filter(({ info }) => info === "sh run")) {
  test(`the commands in ${file}:${line} end well`, async () => {
    for (const command of text.trim().split("\n")) {
      const [program, ...args] = command.split(/\s+/);
      assert.equal(program, "holdfast", "only commands of the product are run");
      await run(process.execPath, [path.join(root, "src/cli/main.ts"), ...args], { cwd: root });
    }
  });
}

for (const { file, line, text } of blocks.filter(({ info }) => info === "sh try")) {
  test(`the commands in ${file}:${line}, tried one after another in an empty folder, end as they say`, async () => {
    const folder = mkdtempSync(path.join(tmpdir(), "holdfast-documentation-"));
    try {
      for (const shownLine of text.trim().split("\n")) {
        const [command = "", remark = ""] = shownLine.split(/\s+# /);
        const [program, name, ...args] = command.split(/\s+/);
        assert.equal(`${program} ${name}`, "npx holdfast", "only commands of the product are tried");
        const main = path.join(root, "src/cli/main.ts");
        const ended = await run(process.execPath, [main, ...args], { cwd: folder }).then(
          () => 0,
          (error: { readonly code: number }) => error.code,
        );
        assert.equal(ended, Number(/ends with (\d)/.exec(remark)?.[1] ?? 0), shownLine);
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
}

/** Commands of the product in shell examples, without comments and continued lines put together. */
const shown = blocks
  .filter(({ info }) => info.startsWith("sh"))
  .flatMap(({ file, text }) =>
    text
      .replaceAll("\\\n", " ")
      .split("\n")
      .map((line) => ({ file, line: line.replace(/\s+#.*$/, "").trim() })),
  );

test("every holdfast command that a page shows exists, with its options", () => {
  const commands = shown.flatMap(({ file, line }) => {
    const words = /^(?:npx (?:--no-install )?|npm run -s )?holdfast (?:-- )?(.*)$/.exec(line)?.[1];
    return words === undefined ? [] : [{ file, words: words.split(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/) }];
  });
  assert.ok(commands.length > 5, "the pages show commands");
  for (const { file, words } of commands)
    assert.equal(problemOf(words), null, `${file}: holdfast ${words.join(" ")}`);
});

/** What is wrong with a command as a page shows it; null when it exists. */
function problemOf(words: readonly string[]): string | null {
  let command: Command = buildProgram();
  const options = new Set(["--as", "--url"]);
  for (const [at, word] of words.entries()) {
    if (options.has(words[at - 1] ?? "")) continue;
    const below = command.commands.find((sub) => sub.name() === word);
    if (below !== undefined) command = below;
    // The programs behind these have options of their own, which their own tests hold.
    if (["serve", "lab"].includes(command.name())) return null;
    if (word.startsWith("--") && !options.has(word)) {
      if (!command.options.some(({ long }) => long === word))
        return `${command.name()} has no option ${word}`;
    } else if (below === undefined && command.commands.length > 0 && !word.startsWith("--")) {
      return `${command.name()} has no command ${word}`;
    }
  }
  return null;
}

test("every npm script that a page shows exists", () => {
  const scripts: Readonly<Record<string, string>> = manifest.scripts;
  const missing = shown.filter(({ line }) => {
    const name = /^npm (?:run (?:-s )?)?([\w:]+)/.exec(line)?.[1];
    return name !== undefined && name !== "ci" && scripts[name] === undefined;
  });
  assert.deepEqual(missing, []);
});

test("every link between pages leads to a file", () => {
  const broken = pages.flatMap(({ file, text }) =>
    localLinks(text)
      .filter((target) => !existsSync(path.join(root, path.dirname(file), target)))
      .map((target) => `${file} → ${target}`),
  );
  assert.deepEqual(broken, []);
});

test("every path of the sources that a page names exists", () => {
  const broken = pages.flatMap(({ file, text }) =>
    [...text.matchAll(/`((?:src|lab|test|scripts|bench|docs|console|bin)\/[\w./-]+)`/g)]
      .map(([, target]) => target ?? "")
      .filter((target) => !existsSync(path.join(root, target)))
      .map((target) => `${file} → ${target}`),
  );
  assert.deepEqual(broken, []);
});

test("decision records are numbered without gap and have their three parts", () => {
  const records = pages.filter(({ file }) => file.startsWith("docs/decisions/"));
  const numbers = records.map(({ file }) => Number(path.basename(file).slice(0, 4)));
  assert.deepEqual(
    numbers,
    numbers.map((_, index) => index + 1),
  );
  for (const { file, text } of records) {
    for (const part of ["## Context", "## Decision", "## Consequences"])
      assert.ok(text.includes(part), `${file}: ${part}`);
  }
});
