import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { operationPermissions } from "#core/access/operations.ts";
import { paths } from "../console/paths.ts";
import { contrast, tokensOf } from "./console-design/tokens.ts";
import { root, sourceFiles } from "./source-files.ts";

const read = (file: string) => readFileSync(path.join(root, file), "utf8");
const css = read("console/tokens.css");
const page = read("docs/design/console.md");
const consoleFiles = sourceFiles.filter(({ file }) => file.startsWith("console/"));

/** Operations whose buttons are made from the commands of runs and steps. */
const runCommands = new Set(
  Object.keys(operationPermissions).filter((operation) => {
    return operationPermissions[operation]?.startsWith("run.") === true && operation !== "startRun";
  }),
);

const grounds = ["page", "surface", "sunken", "hover", "selected", "raised"];
const texts = ["text", "dim", "quiet", "link", "ok", "running", "overridden", "failed", "warning", "person"];
const of = (inks: readonly string[], on: readonly string[], least: number) =>
  inks.flatMap((ink) => on.map((ground) => ({ ink, ground, least })));

/** What stands on what, as the page of the design says. */
const pairs = [
  ...of(texts, grounds, 4.5),
  ...of(["person", "warning", "text", "dim"], ["person-surface"], 4.5),
  ...of(["failed", "text", "dim"], ["failed-surface"], 4.5),
  ...of(["rehearsal", "walkthrough"], ["page", "surface"], 4.5),
  ...of(["line-strong", "focus"], ["page", "surface", "raised"], 3),
];

for (const theme of ["light", "dark"] as const) {
  test(`in the ${theme} theme every text can be read on every surface it stands on`, () => {
    const tokens = tokensOf(css, theme);
    const tooFaint = pairs.flatMap(({ ink, ground, least }) => {
      const [over, under] = [tokens.get(ink), tokens.get(ground)];
      assert.ok(over !== undefined && under !== undefined, `${ink} or ${ground} is no token`);
      const ratio = contrast(over, under);
      return ratio < least ? [`${ink} on ${ground}: ${ratio.toFixed(2)} of ${least}`] : [];
    });
    assert.deepEqual(tooFaint, []);
  });
}

test("black on white is 21:1, and a colour on itself 1:1", () => {
  assert.equal(contrast("#000000", "#ffffff").toFixed(2), "21.00");
  assert.equal(contrast("#17212b", "#17212b"), 1);
});

test("both themes have the same colours", () => {
  const names = (theme: "light" | "dark") => [...tokensOf(css, theme).keys()].toSorted();
  assert.deepEqual(names("light"), names("dark"));
});

test("no style sheet but that of the tokens writes a colour", () => {
  const found = globSync("console/**/*.css", { cwd: root })
    .filter((file) => file !== path.join("console", "tokens.css"))
    .flatMap((file) => {
      const screen = read(file).replaceAll(/@media print \{[\s\S]*/g, "");
      return [...screen.matchAll(/#[0-9a-f]{3,8}\b(?!\s*\{)|\brgba?\(|\bhsla?\(/gi)].map(
        ([hit]) => `${file}: ${hit}`,
      );
    });
  assert.deepEqual(found, [], "give the colour a name in console/tokens.css, in both themes");
});

test("the map of the design has every address of the console, and no other", () => {
  const section = page.slice(page.indexOf("## Where things stand"), page.indexOf("## A page file"));
  const written = [...section.matchAll(/^\| `(\/[^`]*)` \|/gm)].map(([, address]) => address);
  assert.deepEqual(
    new Set(written),
    new Set<string | undefined>(Object.values(paths)),
    "docs/design/console.md, Where things stand",
  );
});

test("every page is loaded when somebody goes there", () => {
  const eager = [
    ...read("console/routes.tsx").matchAll(/^import .* from "\.\/features\/(?!shell\/)[^"]+\.tsx";$/gm),
  ];
  assert.deepEqual(
    eager.map(([line]) => line),
    [],
    "lazyRouteComponent(() => import(…), NAME): the first load stays small",
  );
});

test("every key is registered where the help finds it, and stands in the design", () => {
  const ofOwn = /(?:"([^"\n]{1,12})"|\b([a-zA-Z]+)): \{\s*does: /g;
  const keys = consoleFiles.flatMap(({ text }) =>
    [...text.matchAll(ofOwn)].map(([, quoted, bare]) => quoted ?? bare ?? ""),
  );
  const section = page.slice(page.indexOf("## Keys"), page.indexOf("## Words"));
  assert.ok(keys.length >= 8, "the scanner finds the keys");
  assert.deepEqual(
    [...new Set(keys)].filter((key) => !section.includes(`\`${key}\``)),
    [],
    "docs/design/console.md, Keys",
  );
  const elsewhere = consoleFiles.filter(
    ({ file, text }) => file !== "console/ui/shortcuts.ts" && /addEventListener\("key/.test(text),
  );
  assert.deepEqual(
    elsewhere.map(({ file }) => file),
    [],
    "useShortcuts, so that the help lists it",
  );
});

test("what the console tells the server to do, a button asks for first: whoever lacks the role reads it there", () => {
  type Described = { readonly [path: string]: { readonly post?: { readonly operationId: string } } };
  const { paths: described } = JSON.parse(read("openapi.json")) as { readonly paths: Described };
  const texts = (folder: string) => consoleFiles.filter(({ file }) => file.startsWith(folder));
  const told = texts("console/api/").flatMap(({ text }) =>
    [...text.matchAll(/\.POST\(\s*["`]([^"`]+)["`]/g)].map(([, address]) => address ?? ""),
  );
  const operations = told.flatMap((address) => described[address]?.post?.operationId ?? []);
  // Those of a run are named after its commands: the compiler holds them (`operation-of.ts`).
  const asked = operations.filter((operation) => {
    const needed = operationPermissions[operation] ?? "read";
    return needed !== "open" && needed !== "self" && needed !== "read";
  });
  const byName = asked.filter((operation) => !runCommands.has(operation));
  const features = texts("console/features/");
  const unasked = byName.filter((operation) => {
    return !features.some(({ text }) => text.includes("useRefusal") && text.includes(`"${operation}"`));
  });
  assert.ok(byName.length >= 10, "the scanner finds what is told");
  assert.deepEqual(unasked, [], "useRefusal()(OPERATION) says why a button cannot be pressed");
});
