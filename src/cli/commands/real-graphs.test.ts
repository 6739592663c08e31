import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

const data = path.resolve(import.meta.dirname, "../../../../shared/data");
const without = (file: string) =>
  existsSync(path.join(data, file)) ? false : `${file} of the collected data is not here`;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-real-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

type Waves = {
  readonly waves: readonly (readonly string[])[];
  readonly cycles: readonly (readonly string[])[];
};
type Objective = { readonly verdict: string; readonly rto: { readonly runbook: string | null } };
type Points = { readonly points: readonly { readonly ref: string; readonly takesDown: readonly string[] }[] };

async function answer<Answer>(verb: string, ...args: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runVerb([verb, folder, ...args, "--json"]);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as Answer;
}

/** Documents of a table `from,to,kind`; without a kind every edge counts always. */
function writeEdges(file: string): readonly string[] {
  const rows = readFileSync(path.join(data, file), "utf8").trim().split(/\r?\n/).slice(1);
  const needs = new Map<string, string[]>();
  for (const row of rows) {
    const [from = "", to = "", kind = ""] = row.split(",");
    if (!needs.has(to)) needs.set(to, []);
    const phase = kind === "runtime" || kind === "startup" ? kind : "both";
    needs.set(from, [...(needs.get(from) ?? []), `{ on: service:${to}, phase: ${phase} }`]);
  }
  const documents = [...needs].map(
    ([name, dependsOn]) =>
      `apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: ${name} }\nspec: { dependsOn: [${dependsOn.join(", ")}] }\n`,
  );
  writeFileSync(path.join(folder, "estate.yaml"), documents.join("---\n"));
  return [...needs.keys()].map((name) => `service:${name}`).sort();
}

/** Every verb answers about every node, and they agree with one another. */
async function throughAllVerbs(refs: readonly string[]): Promise<void> {
  const { points } = await answer<Points>("spof");
  const worst = points[0];
  assert.ok(worst !== undefined && worst.takesDown.length > 0);
  const { down } = await answer<{ readonly down: readonly { readonly ref: string }[] }>(
    "impact",
    "--fail",
    worst.ref,
  );
  assert.deepEqual(
    down.map(({ ref }) => ref),
    worst.takesDown,
  );
  const target = worst.takesDown[0]!;
  const own = await answer<Points & { readonly pairs: readonly unknown[] }>(
    "spof",
    "--for",
    target,
    "--order",
    "2",
  );
  assert.deepEqual(
    own.points.map(({ ref }) => ref).toSorted(),
    points
      .filter(({ takesDown }) => takesDown.includes(target))
      .map(({ ref }) => ref)
      .toSorted(),
  );
  const { waves } = await answer<Waves>("order", "--for", ...refs);
  assert.deepEqual(waves.flat().toSorted(), refs);
  const { services } = await answer<{ readonly services: readonly Objective[] }>(
    "objectives",
    "--trials",
    "10",
  );
  assert.ok(services.every(({ rto, verdict }) => rto.runbook === null && verdict !== "missed"));
  const lost = await answer<Waves>("order", "--fail", worst.ref);
  assert.deepEqual(lost.waves.flat().toSorted(), [worst.ref, ...worst.takesDown].toSorted());
  await throughSchedule(waves);
}

type Planned = { readonly seconds: number; readonly steps: readonly object[] };
type Foreseen = {
  readonly complete: boolean;
  readonly seconds: { readonly p50: number; readonly p95: number };
};

/**
 * The graph says what is there, not how it is brought back: a runbook made of the waves of its recovery, ten minutes for
 * each part and three people, goes through the verbs that need one.
 */
async function throughSchedule(waves: Waves["waves"]): Promise<void> {
  const stepOf = (ref: string) => ref.replaceAll(/[^a-z0-9-]/g, "-");
  const steps = waves.flatMap((wave, index) => {
    const after = (waves[index - 1] ?? []).map(stepOf).join(", ");
    return wave.map(
      (ref) =>
        `    - { id: ${stepOf(ref)}, after: [${after}], person: { instructions: Bring it back }, duration: { min: PT5M, likely: PT10M, max: PT40M } }`,
    );
  });
  const count = steps.length;
  writeFileSync(
    path.join(folder, "recovery.yaml"),
    `apiVersion: holdfast/v1
kind: Team
metadata: { name: recovery-hands }
spec: { capacity: 3 }
---
apiVersion: holdfast/v1
kind: Service
metadata: { name: all-of-it }
spec: { owner: team:recovery-hands }
---
apiVersion: holdfast/v1
kind: Runbook
metadata: { name: bring-back }
spec:
  purpose: restore
  recovers: [service:all-of-it]
  accountable: team:recovery-hands
  steps:
${steps.join("\n")}
`,
  );
  const runbook = ["--runbook", "bring-back", "--json"];
  const planned = await runVerb(["schedule", folder, ...runbook]);
  const schedule = JSON.parse(planned.stdout) as Planned;
  assert.equal(schedule.steps.length, count);
  const leastSeconds = Math.max(waves.length, Math.ceil(count / 3)) * 600;
  assert.ok(schedule.seconds >= leastSeconds, `${schedule.seconds} of at least ${leastSeconds}`);
  const foreseen = await runVerb(["forecast", folder, ...runbook, "--trials", "200"]);
  const { complete, seconds } = JSON.parse(foreseen.stdout) as Foreseen;
  assert.ok(complete && seconds.p50 > schedule.seconds * 0.9 && seconds.p95 >= seconds.p50);
}

test("[B2.2] the knot of a real shop is reported at run time and ordered by what is needed to start", {
  skip: without("otel-demo/edges.csv"),
}, async () => {
  const refs = writeEdges("otel-demo/edges.csv");
  const running = await answer<Waves>("order", "--for", ...refs, "--phase", "runtime");
  assert.deepEqual(
    running.cycles.map((cycle) => cycle.length),
    [19],
  );
  const starting = await answer<Waves>("order", "--for", ...refs);
  assert.deepEqual(starting.cycles, []);
  await throughAllVerbs(refs);
});

test("[B2.2] the call graph of a real booking system goes through every verb", {
  skip: without("train-ticket/edges.csv"),
}, async () => {
  await throughAllVerbs(writeEdges("train-ticket/edges.csv"));
});

const imported = [
  { format: "gitlab", file: "gitlab-runbooks/history/service-catalog.2022H2.yml" },
  { format: "netbox", file: "netbox-demo/netbox-demo-v3.6.redacted.json" },
] as const;

for (const { format, file } of imported) {
  test(`[B2.2] what ${format} knows of a real estate goes through every verb`, {
    skip: without(file),
  }, async () => {
    const { code, stderr } = await runVerb(["import", format, path.join(data, file), "--out", folder]);
    assert.ok(code === 0 || code === 1, stderr);
    const { waves } = await answer<Waves>("order", "--for", ...(await allRefs()));
    await throughAllVerbs(waves.flat().toSorted());
  });
}

/** The worst points and what they take down: the part of a large estate that is worth ordering. */
async function allRefs(): Promise<readonly string[]> {
  const { points } = await answer<Points>("spof", "--top", "20");
  return [...new Set(points.flatMap(({ ref, takesDown }) => [ref, ...takesDown.slice(0, 50)]))].slice(0, 200);
}
