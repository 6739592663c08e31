import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ref } from "../../model/ref.ts";
import { findings, importTexts } from "../import/import.test-kit.ts";
import { importOtlp } from "../import/otlp.ts";
import { importServicegraph } from "../import/servicegraph.ts";
import { compareWithDeclared } from "./compare-declared.ts";
import { confirmInText, whyNotConfirm } from "./confirm-dependency.ts";
import type { Observation } from "./observation.ts";
import { alignObservations, mergeObservations, readObservedFile } from "./observed-file.ts";

const nano = (second: number) => `${1_760_000_000 + second}000000000`;
const attribute = (key: string, stringValue: string) => ({ key, value: { stringValue } });
const traces = (services: { readonly [name: string]: readonly object[] }) =>
  JSON.stringify({
    resourceSpans: Object.entries(services).map(([name, spans]) => ({
      resource: { attributes: [attribute("service.name", name)] },
      scopeSpans: [{ spans }],
    })),
  });
const span = (spanId: string, parentSpanId: string, second: number, more: object = {}) => ({
  traceId: "t",
  spanId,
  parentSpanId,
  startTimeUnixNano: nano(second),
  ...more,
});

const export1 = traces({
  shop: [
    span("1", "", 0),
    span("2", "1", 1, { kind: 3 }),
    span("5", "1", 9, { kind: 3, attributes: [attribute("db.system", "postgresql")] }),
  ],
  stock: [span("3", "2", 2), span("4", "2", 5, { status: { code: 2 } }), span("6", "missing", 6)],
});

const brief = ({ from, to, count, failedCount, firstSeenAt, lastSeenAt }: Observation) => [
  from,
  to,
  count,
  failedCount,
  firstSeenAt?.slice(11, 19),
  lastSeenAt?.slice(11, 19),
];

test("[B2.2] calls between services are counted out of traces, with failures and times", () => {
  const result = importTexts(importOtlp, export1);
  assert.deepEqual(result.documents, []);
  assert.deepEqual(result.observations.map(brief), [
    ["service:shop", "service:postgresql", 1, 0, "08:53:29", "08:53:29"],
    ["service:shop", "service:stock", 2, 1, "08:53:22", "08:53:25"],
  ]);
  assert.match(findings(result, "dangling-target")[0] ?? "", /the parent of a span is not in the files/);
  assert.deepEqual(result.report.items["span"], { read: 6, mapped: 6, reported: 0, empty: 0 });
});

test("[B2.2] exports of one per line are read, and a broken line is told by its number", () => {
  const result = importTexts(importOtlp, `${export1}\n{"resourceSpans": [\n${export1}\n`);
  assert.equal(result.observations[1]?.count, 2, "the same spans are the same calls");
  assert.match(findings(result, "syntax")[0] ?? "", /^syntax 2:\d+ the file ends/);
});

const text = `# HELP traces_service_graph_request_total x
traces_service_graph_request_total{client="shop",server="stock",connection_type=""} 120
traces_service_graph_request_failed_total{client="shop",server="stock"} 3
traces_service_graph_request_total{client="shop",server="idle"} 0
up{job="x"} 1
this is no metric at all
`;

test("[B2.2] service graph metrics are counted, and what tells of no call is reported", () => {
  const result = importTexts(importServicegraph, text);
  assert.deepEqual(result.observations.map(brief), [
    ["service:shop", "service:stock", 120, 3, undefined, undefined],
  ]);
  const found = findings(result).map((each) => each.split(" (")[0]);
  assert.ok(found.includes("unsupported-item 5:1 the metric up tells of no call"), found.join("\n"));
  assert.ok(found.includes("syntax 6:1 this is no sample of a metric"), found.join("\n"));
  assert.ok(found.includes("bad-value 4:1 a counter that has not counted shows no call"), found.join("\n"));
});

test("[B2.2] a range of Prometheus says when the counter grew, a reset notwithstanding", () => {
  const metric = { __name__: "traces_service_graph_request_total", client: "a", server: "b" };
  const values = [5, 5, 7, 2, 2].map((value, index) => [1_760_000_000 + index * 60, String(value)]);
  const answer = JSON.stringify({
    status: "success",
    data: { resultType: "matrix", result: [{ metric, values }] },
  });
  assert.deepEqual(importTexts(importServicegraph, answer).observations.map(brief), [
    ["service:a", "service:b", 9, null, "08:55:20", "08:56:20"],
  ]);
});

const seen = (from: string, to: string, source: Observation["source"] = "trace"): Observation => ({
  from: from as Ref,
  to: to as Ref,
  source,
  count: source === "setting" ? null : 4,
  failedCount: null,
  firstSeenAt: null,
  lastSeenAt: source === "setting" ? null : "2026-01-30T10:00:00.000Z",
  detail: null,
});
const document = (spec: object) => ({ spec }) as never;

test("[B2.2] observed dependencies stay apart from declared ones, and declared ones never seen are told", () => {
  const file = mergeObservations(readObservedFile(null)!, "otlp", "2026-01-31", [
    seen("service:a", "service:b"),
    seen("service:a", "service:c"),
    seen("service:d", "service:a", "setting"),
  ]);
  const compared = compareWithDeclared(
    file,
    new Map([
      ["service:a", document({ dependsOn: ["service:b", { anyOf: ["service:x"] }] })],
      ["service:b", document({})],
      ["service:c", document({})],
      ["service:d", document({ dependsOn: [{ on: "service:b" }] })],
    ]),
  );
  const edges = (list: readonly { from: string; to: string }[]) =>
    list.map(({ from, to }) => `${from} ${to}`);
  assert.deepEqual(edges(compared.seen), ["service:a service:b"]);
  assert.deepEqual(edges(compared.unconfirmed), ["service:a service:c", "service:d service:a"]);
  assert.deepEqual(edges(compared.neverSeen), ["service:a service:x"]);
  assert.deepEqual(edges(compared.notLookedAt), ["service:d service:b"]);
});

test("importing the same observations again changes nothing, and later ones extend the time", () => {
  const once = mergeObservations(readObservedFile(null)!, "otlp", "2026-01-31", [
    seen("service:a", "service:b"),
  ]);
  assert.deepEqual(mergeObservations(once, "otlp", "2026-01-31", [seen("service:a", "service:b")]), once);
  const later = {
    ...seen("service:a", "service:b"),
    lastSeenAt: "2026-02-01T00:00:00.000Z",
    firstSeenAt: "2026-02-01T00:00:00.000Z",
  };
  const [kept] = mergeObservations(once, "otlp", "2026-02-02", [later]).sources["otlp"]?.observations ?? [];
  assert.equal(kept?.lastSeenAt, "2026-02-01T00:00:00.000Z");
  assert.equal(readObservedFile(JSON.stringify(once))?.version, 1);
  assert.equal(readObservedFile('{"version": 2}'), null);
  assert.equal(readObservedFile("{"), null);
});

test("a service of a trace that is a component of the estate is called as it is there", () => {
  const [aligned] = alignObservations(
    [seen("service:a", "service:db")],
    new Set(["service:a", "component:db"]),
  );
  assert.equal(aligned?.to, "component:db");
});

test("[B2.2] confirming writes who, when and on what grounds, and keeps the comments of the file", () => {
  const before = "# ours\nkind: Service\nmetadata:\n  name: a\nspec:\n  owner: team:t # theirs\n";
  const edge = {
    from: "service:a",
    to: "service:c",
    observations: [seen("service:a", "service:c")],
    isKnown: true,
  };
  const confirmation = { by: "person:ana", on: "2026-01-31", need: "soft", phase: "runtime" } as const;
  assert.equal(
    confirmInText(before, 0, edge, confirmation),
    `# ours
kind: Service
metadata:
  name: a
  annotations:
    holdfast.observed/service:c: confirmed by person:ana on 2026-01-31; 4 calls by trace, last 2026-01-30T10:00:00.000Z
spec:
  owner: team:t # theirs
  dependsOn:
    # Observed (4 calls by trace, last 2026-01-30T10:00:00.000Z); confirmed by person:ana on 2026-01-31.
    - on: service:c
      need: soft
      phase: runtime
`,
  );
});

test("only who owns the dependent thing may confirm, or a member of the team that does", () => {
  const documents = new Map([
    ["service:a", document({ owner: "team:t" })],
    ["service:b", document({})],
    ["team:t", document({ members: ["person:ana"] })],
    ["person:ben", document({ teams: ["team:t"] })],
  ]);
  assert.equal(whyNotConfirm("service:a", "person:ana", documents), null);
  assert.equal(whyNotConfirm("service:a", "person:ben", documents), null);
  assert.match(whyNotConfirm("service:a", "person:eve", documents) ?? "", /is not of it/);
  assert.match(whyNotConfirm("service:b", "person:ana", documents) ?? "", /has no owner/);
});
