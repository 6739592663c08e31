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
