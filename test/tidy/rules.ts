import path from "node:path";
import type { SourceFile } from "../source-files.ts";
import { isTestFile } from "../source-files.ts";
import { codeOnly } from "./code-only.ts";
import { longFunctions } from "./long-functions.ts";

/** A rule of the house. What it finds is printed together with what to do instead. */
export type TidyRule = {
  readonly claim: string;
  readonly find: (source: SourceFile) => readonly string[];
  readonly instead: string;
};

const linesMax = 300;
const functionLinesMax = 60;

/** Functions that are read from top to bottom, and why. */
const longOnPurpose: ReadonlyMap<string, string> = new Map([
  ["src/server/main.ts startServer", "the one place that shows what the server is built from"],
]);

/** Hits of a pattern in the code alone, with their lines. */
function hits(text: string, pattern: RegExp): readonly string[] {
  return [...text.matchAll(pattern)].map(({ 0: hit, index }) => `${hit.trim()}:${lineAt(text, index)}`);
}

const lineAt = (text: string, index: number): number => text.slice(0, index).split("\n").length;

const inCode =
  (pattern: RegExp, applies: (file: string) => boolean = () => true) =>
  ({ file, text }: SourceFile) =>
    applies(file) ? hits(codeOnly(text), pattern) : [];

const inText =
  (pattern: RegExp, applies: (file: string) => boolean = () => true) =>
  ({ file, text }: SourceFile) =>
    applies(file) ? hits(text, pattern) : [];

const isProduct = (file: string) => file.startsWith("src/") && !isTestFile(file);
/** The rules themselves have to spell what they forbid. */
const isRule = (file: string) => file.startsWith("test/tidy");

export const tidyRules: readonly TidyRule[] = [
  {
    claim: `no file has more than ${linesMax} lines`,
    find: ({ text }) => {
      const lines = text.trimEnd().split("\n").length;
      return lines > linesMax ? [`${lines} lines`] : [];
    },
    instead: "one file, one idea: give the second idea a file of its own, named after it",
  },
  {
    claim: `no function has more than ${functionLinesMax} lines`,
    find: ({ file, text }) =>
      longFunctions(text, functionLinesMax).filter(
        (hit) => !longOnPurpose.has(`${file} ${hit.split(":")[0]}`),
      ),
    instead: "name its parts and let it call them",
  },
  {
    claim: "names of files and folders are in kebab-case",
    find: ({ file }) =>
      file
        .split("/")
        .filter(
          (part) =>
            !/^[a-z0-9]+(-[a-z0-9]+)*(\.(test|test-kit|drill|fuzz\.test|config|d))?(\.tsx?)?$/.test(part),
        ),
    instead: "write-it-like-this.ts",
  },
  {
    claim: "there are no drawers",
    find: ({ file }) =>
      file
        .split("/")
        .filter((part) =>
          /^(utils?|helpers?|common|types|misc|shared|lib|constants|interfaces)(\.tsx?)?$/.test(part),
        ),
    instead: "name the file after the one thing in it, and put it where that thing is used",
  },
  {
    claim: "there are no barrels",
    find: ({ file }) =>
      path.basename(file).startsWith("index.") && !/^src\/connectors\/[^/]+\/index\.ts$/.test(file)
        ? [file]
        : [],
    instead: "import the file that has what you need; only a connector's index.ts lists its capabilities",
  },
  {
    claim: "nothing is exported as default, but where a framework asks",
    find: inCode(/^export default\b/gm, (file) => !file.endsWith(".config.ts")),
    instead: "export it by its name, so that it is called the same everywhere",
  },
  {
    claim: "there are no enums, namespaces and parameter properties",
    find: inCode(
      /^\s*(?:export\s+)?(?:declare\s+)?(?:const\s+)?(?:enum|namespace)\s+\w+|constructor\([^)]*\b(?:public|private|protected)\s|constructor\((?:[^)]*,)?\s*readonly\s/gm,
    ),
    instead: "a union of strings, a file, a field: Node takes types away, it does not compile",
  },
  {
    claim: "no test is run alone",
    find: inCode(/\b(?:test|it|describe|suite)\.only\b/g),
    instead: "choose tests on the command line: npm test -- FILTER",
  },
  {
    claim: "the product prints through the streams it is given",
    find: inCode(/\bconsole\.(?:log|error|warn|info|debug)\b/g, isProduct),
    instead:
      "data to stdout and messages to stderr, through the context of the verb or the log of the server",
  },
  {
    claim: "nothing is left to be done by a comment",
    find: inText(/\b(?:TODO|FIXME|XXX|HACK)\b.*/g, (file) => !isRule(file)),
    instead: "do it, or write an issue",
  },
  {
    claim: "no path of somebody's machine is written down",
    find: inText(/\/work\/\w+|\/tmp\/bash_jobs|\/home\/[a-z]+\/|\/Users\//g, (file) => !isRule(file)),
    instead: "paths relative to the file or the checkout, and os.tmpdir()",
  },
  {
    claim: "every test has a title that is a claim",
    find: ({ file, text }) =>
      isTestFile(file) ? hits(text, /\b(?:test|it|describe)\(\s*(?:""|''|``|\(\)|async \(\)|function)/g) : [],
    instead: "the title says, in the present tense, what is true when the test passes",
  },
  {
    claim: "every skip says its reason",
    find: ({ file, text }) =>
      isTestFile(file) ? hits(text, /\bskip:\s*true\b|\b(?:test|it|describe)\.skip\(|\.skip\(\s*\)/g) : [],
    instead: 'skip: "why this cannot run here", decided by a probe of what is missing',
  },
  {
    claim: "tests do not judge by the clock of a busy machine",
    find: inCode(/\b(?:performance\.now\(\)|Date\.now\(\))\s*-\s*\w+\s*<=?\s*\d/g, isTestFile),
    instead: "assert what happened, or in which order; measure in bench/",
  },
];
