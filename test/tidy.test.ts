import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { isTestFile, root, sourceFiles } from "./source-files.ts";
import { codeOnly } from "./tidy/code-only.ts";
import { longFunctions } from "./tidy/long-functions.ts";
import { tidyRules } from "./tidy/rules.ts";
import { undocumentedExports } from "./tidy/undocumented.ts";

for (const { claim, find, instead } of tidyRules) {
  test(claim, () => {
    const found = sourceFiles.flatMap((source) => find(source).map((hit) => `${source.file}: ${hit}`));
    assert.deepEqual(found, [], `instead: ${instead}`);
  });
}

test("every exported function of core says what it is for", () => {
  const found = sourceFiles
    .filter(
      ({ file }) => file.startsWith("src/core/") && !isTestFile(file) && !file.includes("/check/rules/"),
    )
    .flatMap(({ file, text }) =>
      undocumentedExports(text)
        .filter((name) => isFunctionOrType(text, name))
        .map((name) => `${file}: ${name}`),
    );
  assert.deepEqual(found, [], "instead: a doc comment with shapes, units, errors and the source of the rule");
});

const isFunctionOrType = (text: string, hit: string) =>
  new RegExp(`^export (?:async )?function ${hit.split(":")[0]}\\b`, "m").test(text);

/** Files in git, whatever they are; in a copy without git, the sources. */
function trackedFiles(): readonly string[] {
  // Also in a checkout that belongs to somebody else, which git does not trust by itself.
  const args = ["-c", "safe.directory=*", "ls-files", "-z"];
  const git = spawnSync("git", args, { cwd: root, encoding: "utf8" });
  return git.status === 0 ? git.stdout.split("\0").filter(Boolean) : sourceFiles.map(({ file }) => file);
}

test("documents name no machine and leave nothing to be done", () => {
  const found = trackedFiles()
    .filter((file) => /\.(md|ya?ml|json|css|html|sql|js)$/.test(file) && existsSync(path.join(root, file)))
    .flatMap((file) => {
      const text = readFileSync(path.join(root, file), "utf8");
      const hit = /\/work\/\w+|\/tmp\/bash_jobs|\bTODO\b|\bFIXME\b|\bhelper session\b/.exec(text);
      return hit === null || file === "package-lock.json" ? [] : [`${file}: ${hit[0]}`];
    });
  assert.deepEqual(found, []);
});

test("no file of a build, a run or an editor is committed", () => {
  const found = trackedFiles().filter((file) =>
    /(^|\/)(node_modules|dist|\.holdfast|\.idea|\.vscode)\/|\.log$|\.orig$|~$/.test(file),
  );
  assert.deepEqual(found, []);
});

test("the code is told apart from comments, strings and templates", () => {
  const source = 'const a = "{"; // {\nconst b = `{${f({ c: "}" })}}`; /* { */ const d = /[{/]/;';
  assert.equal(
    codeOnly(source).replaceAll(/\s+/g, " ").trim(),
    "const a = ; const b = f({ c: }) ; const d = ;",
  );
});

test("a long function is found by its name, a long list of tests or data is not", () => {
  const body = "\n  f();".repeat(5);
  const sources: readonly (readonly [string, readonly string[]])[] = [
    [`function one(a: string): Promise<void> {${body}\n}`, ["one:1 (7 lines of its own)"]],
    [`const two = async (a: string) => {${body}\n};`, ["two:1 (7 lines of its own)"]],
    [`function outer() {\n  const inner = () => {${body}\n  };\n}`, ["inner:2 (7 lines of its own)"]],
    [`describe("three", () => {${body}\n});`, []],
    [`const four = {${body}\n};`, []],
    [`if (five) {${body}\n}`, []],
  ];
  for (const [source, expected] of sources) assert.deepEqual(longFunctions(source, 4), expected, source);
});
