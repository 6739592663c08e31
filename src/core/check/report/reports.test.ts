import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Rule } from "../rule.ts";
import { codeQualityReport } from "./code-quality.ts";
import type { Examined, ExaminedFinding } from "./examined.ts";
import { fingerprintsOf } from "./fingerprint.ts";
import { githubAnnotations } from "./github.ts";
import { junitReport } from "./junit.ts";
import { sarifLog } from "./sarif.ts";

/** Everything that some format has to escape. */
const nasty = "a <b> & \"c\" 'd', 100%: e\r\n::error::f \u0000\u001B[2J \uD800 ]]>";

function finding(given: Partial<ExaminedFinding> = {}, message = nasty): ExaminedFinding {
  const span = { line: 3, column: 5, endLine: 3, endColumn: 9 };
  const place = { file: "a dir/f,1#:%.yaml", span, ref: "team:dba" as const };
  return {
    diagnostic: { code: "some-code", severity: "error", message, help: "do it", place },
    fingerprint: "0123456789abcdef0123456789abcdef",
    state: "new",
    reason: null,
    suppressedBy: null,
    ...given,
  };
}

const examined = (...findings: readonly ExaminedFinding[]): Examined => ({
  findings,
  fixed: [],
  pathOf: (file) => file,
});

const rule: Rule = { code: "some-code", severity: "error", title: "All is well.", check: () => [] };
const tool = { version: "1.2.3", rules: [rule] };

type Result = {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly baselineState?: string;
  readonly suppressions?: readonly { readonly kind: string; readonly justification: string }[];
  readonly locations?: readonly {
    readonly physicalLocation: {
      readonly artifactLocation: { readonly uri: string };
      readonly region: object;
    };
  }[];
};
type Log = { readonly version: string; readonly runs: readonly { readonly results: readonly Result[] }[] };

const resultsOf = (log: object): readonly Result[] =>
  (JSON.parse(JSON.stringify(log)) as Log).runs.flatMap(({ results }) => results);

test("SARIF names rule, level and place, with a path that is a URI reference", () => {
  const [result] = resultsOf(sarifLog(examined(finding()), tool, false));
  assert.deepEqual([result?.ruleId, result?.ruleIndex, result?.level], ["some-code", 0, "error"]);
  const location = result?.locations?.[0]?.physicalLocation;
  assert.equal(location?.artifactLocation.uri, "a%20dir/f%2C1%23%3A%25.yaml");
  assert.deepEqual(location?.region, { startLine: 3, startColumn: 5, endLine: 3, endColumn: 9 });
  assert.equal(result?.baselineState, undefined, "without a baseline nothing is new or old");
});

test("SARIF carries what is accepted with its reason, and what a baseline knows or misses", () => {
  const all = {
    ...examined(finding(), finding({ state: "known" }), finding({ state: "suppressed", reason: "a toy" })),
    fixed: [{ fingerprint: "f".repeat(32), code: "some-code", in: "team:dba", message: "gone" }],
  };
  const results = resultsOf(sarifLog(all, tool, true));
  assert.deepEqual(
    results.map(({ baselineState }) => baselineState),
    ["new", "unchanged", "new", "absent"],
  );
  assert.deepEqual(results[2]?.suppressions, [
    { kind: "inSource", status: "accepted", justification: "a toy" },
  ]);
  assert.equal(results[0]?.suppressions, undefined);
});

test("an annotation is one line, and no document can give the runner of GitHub a command", () => {
  const text = githubAnnotations(
    examined(finding(), finding({ state: "known" }), finding({ state: "suppressed" })),
  );
  assert.equal(text.split("\n").length, 2, "one for the new finding, and the end");
  assert.ok(
    text.startsWith(
      "::error file=a dir/f%2C1#%3A%25.yaml,line=3,endLine=3,col=5,endColumn=8,title=holdfast%3A some-code::",
    ),
    text,
  );
  assert.ok(text.includes("100%25: e%0D%0A::error::f"));
  assert.ok(text.endsWith("%0Ado it\n"));
});

test("JUnit is XML whatever a document says, and a file without findings passes", () => {
  const xml = junitReport(
    examined(finding(), finding({ state: "suppressed", reason: "<why>" })),
    ["clean.yaml", "a dir/f,1#:%.yaml"],
    ({ state }) => state === "new",
  );
  assert.match(
    xml,
    /^<\?xml version="1.0" encoding="UTF-8"\?>\n<testsuites name="holdfast check" tests="3" failures="1">/,
  );
  assert.match(xml, /<testcase name="nothing to complain about" classname="clean.yaml"\/>/);
  assert.match(xml, /<skipped message="suppressed: &lt;why&gt;"\/>/);
  assertWellFormed(xml);
});

/** Tags that close in order, and no character or bare sign that XML 1.0 forbids: no parser of it is at hand. */
function assertWellFormed(xml: string): void {
  // oxlint-disable-next-line no-control-regex -- control characters are what must not be there
  assert.doesNotMatch(xml, /[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]|\p{Surrogate}/u);
  assert.doesNotMatch(xml, /&(?!(?:amp|lt|gt|quot|apos|#\d+);)/);
  const open: string[] = [];
  for (const [, closing, name, attributes = "", single] of xml
    .replace(/^<\?xml[^>]*\?>/, "")
    .matchAll(/<(\/?)([a-z]+)((?: [a-z]+="[^"<]*")*)(\/?)>/g)) {
    assert.ok(!/\n/.test(attributes), "a line end in an attribute would become a blank");
    if (closing === "/") assert.equal(open.pop(), name);
    else if (single !== "/") open.push(name ?? "");
  }
  assert.deepEqual(open, []);
  const text = xml.replaceAll(/<[^>]*>/g, "");
  assert.doesNotMatch(text, /[<>]/, "no tag that is none");
}

test("Code Quality has what GitLab needs to compare, and leaves out what was accepted", () => {
  const report = codeQualityReport(examined(finding({}, "bad"), finding({ state: "suppressed" })));
  assert.deepEqual(report, [
    {
      description: "bad. do it",
      check_name: "some-code",
      fingerprint: "0123456789abcdef0123456789abcdef",
      severity: "critical",
      location: { path: "a dir/f,1#:%.yaml", lines: { begin: 3, end: 3 } },
    },
  ]);
});

const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

function printOf(
  text: string,
  line: number,
  given: Partial<Diagnostic> = {},
  file = "f.yaml",
): string | undefined {
  const place = { file, span: { line, column: 1, endLine: line, endColumn: 2 }, ref: null };
  const diagnostic: Diagnostic = { code: "c", severity: "error", message: "m", help: null, place, ...given };
  return fingerprintsOf([diagnostic], { textOf: () => text, nameOf: (name) => name, sha256 })[0];
}

test("a fingerprint outlives new lines above, other blanks and another message; not another code, file or text", () => {
  const print = printOf("a:  1\n", 1);
  assert.match(print ?? "", /^[0-9a-f]{32}$/);
  assert.equal(printOf("\n\n  a: 1  \n", 3), print);
  assert.equal(printOf("a: 1\n", 1, { message: "other" }), print);
  assert.notEqual(printOf("a: 1\n", 1, { code: "d" }), print);
  assert.notEqual(printOf("a: 2\n", 1), print);
  assert.notEqual(printOf("a: 1\n", 1, {}, "g.yaml"), print);
});

test("a document that moves to another file keeps the fingerprints of its findings", () => {
  const place = (file: string) => ({
    file,
    span: { line: 1, column: 1, endLine: 1, endColumn: 2 },
    ref: "team:a" as const,
  });
  assert.equal(printOf("a", 1, { place: place("f.yaml") }), printOf("a", 1, { place: place("g.yaml") }));
});

test("[A3.1] the fingerprint of a credential says nothing about the credential", () => {
  const code = "inline-credential";
  assert.equal(printOf("password: one", 1, { code }), printOf("password: two", 1, { code }));
});
