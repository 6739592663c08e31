import assert from "node:assert/strict";
import { test } from "node:test";
import { danglingImports, type Import, importsOf, withoutStrings } from "./architecture/imports.ts";
import { exceptions, type Layer, layers, sharedConnectorFiles } from "./architecture/layers.ts";
import { isTestFile, root, sourceFiles } from "./source-files.ts";

const imports = sourceFiles.flatMap(({ file, text }) => importsOf(file, text));
const productFiles = sourceFiles.filter(({ file }) => !isTestFile(file));
const productImports = imports.filter(({ from }) => !isTestFile(from));

/** The layer a file belongs to: the one with the longest path that holds it. */
function layerOf(file: string): Layer | undefined {
  return layers
    .filter(({ path }) => file.startsWith(`${path}/`))
    .toSorted((one, other) => other.path.length - one.path.length)[0];
}

function isAllowed({ from, to }: Import, layer: Layer): boolean {
  if (to === null || layer.mayImport.includes("*")) return true;
  const target = layerOf(to);
  if (target?.name === layer.name || (target === undefined && to === "package.json")) return true;
  if (exceptions.some((exception) => exception.from === from && to.startsWith(exception.to))) return true;
  return layer.mayImport.some((allowed) => to === `src/${allowed}` || to.startsWith(`src/${allowed}/`));
}

test("every source file belongs to a layer of the table", () => {
  const strangers = sourceFiles.filter(({ file }) => layerOf(file) === undefined);
  assert.deepEqual(
    strangers.map(({ file }) => file),
    [],
    "give the folder its row in test/architecture/layers.ts",
  );
});

test("every import of our own names a file that exists", () => {
  assert.deepEqual(
    danglingImports(root, imports).map(({ from, specifier }) => `${from} → ${specifier}`),
    [],
  );
});

test("no layer imports what the table does not allow it", () => {
  const broken = productImports.flatMap((each) => {
    const layer = layerOf(each.from);
    return layer === undefined || isAllowed(each, layer)
      ? []
      : [`${each.from} imports ${each.specifier}: ${layer.because}`];
  });
  assert.deepEqual(broken, []);
});

test("every exception to the table is used", () => {
  const unused = exceptions.filter(
    ({ from, to }) => !imports.some((each) => each.from === from && each.to?.startsWith(to)),
  );
  assert.deepEqual(unused, []);
});

test("connectors do not import one another", () => {
  const folderOf = (file: string) => /^src\/connectors\/([^/]+)\//.exec(file)?.[1];
  const broken = productImports.filter(({ from, to }) => {
    const own = folderOf(from);
    if (own === undefined || !to?.startsWith("src/connectors/")) return false;
    return folderOf(to) !== own && !sharedConnectorFiles.includes(to.slice("src/connectors/".length));
  });
  assert.deepEqual(
    broken.map(({ from, specifier }) => `${from} imports ${specifier}: move what both need beside them`),
    [],
  );
});

test("core imports no package but the parsers of documents, and nothing of Node", () => {
  const allowed = new Set(["yaml", "zod", "canonicalize", "ical.js"]);
  const broken = productImports.filter(
    ({ from, to, specifier }) => from.startsWith("src/core/") && to === null && !allowed.has(specifier),
  );
  assert.deepEqual(
    broken.map(({ from, specifier }) => `${from} imports ${specifier}: core is pure`),
    [],
  );
});

/** What a pure function does not touch, and what takes its place. */
const impure: readonly (readonly [RegExp, string])[] = [
  [/\bDate\.now\(|\bnew Date\(\s*\)|\bperformance\.now\(/, "the time comes with the command"],
  [/\bMath\.random\(|\brandomUUID\(|\bgetRandomValues\(/, "ids and random numbers come with the command"],
  [/\bprocess\.|\bglobalThis\b/, "settings come as parameters"],
  [/\bfetch\(|\bsetTimeout\(|\bsetInterval\(/, "core asks nobody and waits for nothing"],
  [/\bconsole\.|\bdocument\.(?:query|body|create)|\bwindow\./, "core prints nothing and shows nothing"],
];

test("core reads no clock, draws no random number, and asks nobody", () => {
  const broken = productFiles
    .filter(({ file }) => file.startsWith("src/core/"))
    .flatMap(({ file, text }) =>
      impure.flatMap(([pattern, instead]) => {
        const hit = pattern.exec(withoutStrings(text));
        return hit === null ? [] : [`${file} uses ${hit[0]}: ${instead}`];
      }),
    );
  assert.deepEqual(broken, []);
});

test("the product imports nothing that only tests use", () => {
  const ofTests = productImports.filter(
    ({ to }) => to !== null && isTestFile(to) && layerOf(to)?.name !== "test",
  );
  const broken = ofTests.filter(({ from }) => !/^(test|lab|scripts|bench)\//.test(from));
  assert.deepEqual(
    broken.map(({ from, specifier }) => `${from} imports ${specifier}`),
    [],
  );
});

test("the scanner sees each form of import, and none in a comment", () => {
  const source = [
    `import { a } from "#core/model/ref.ts";`,
    `import type {\n  b,\n} from "./b.ts";`,
    `export { c } from "../c.ts";`,
    `import "./d.css";`,
    `const e = await import("#store/open.ts");`,
    `// import { f } from "./f.ts";`,
    `/* import { g } from "./g.ts"; */`,
    `import { h } from "node:fs";`,
  ].join("\n");
  assert.deepEqual(
    importsOf("src/engine/x.ts", source).map(({ to }) => to),
    ["src/core/model/ref.ts", "src/engine/b.ts", "src/c.ts", null, "src/engine/d.css", "src/store/open.ts"],
  );
});
