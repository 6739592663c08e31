import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, test } from "node:test";
import { runVerb } from "../run-verb.test-kit.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "holdfast-history-"));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** Outages of one service, each of so many minutes. */
function incidents(service: string, minutes: readonly number[]): string {
  const rows = minutes.map(
    (each, i) =>
      `INC${i},${service},2024-01-${String((i % 28) + 1).padStart(2, "0")} 10:00,${new Date(Date.UTC(2024, 0, (i % 28) + 1, 10, each)).toISOString()}`,
  );
  return `id,service,start,end\r\n${rows.join("\r\n")}\r\n`;
}

const rto = (service: string, duration: string) =>
  `apiVersion: holdfast/v1\nkind: Service\nmetadata: { name: ${service} }\nspec: { objectives: { rto: ${duration} } }\n---\n`;

test("[A1.4] the RTO of each service is tested against the outages that name it, and a contradiction ends with 1", async () => {
  const file = path.join(folder, "incidents.csv");
  const slow = Array.from({ length: 20 }, (_, i) => 30 + 20 * i);
  writeFileSync(
    file,
    incidents("orders", slow) + incidents("search", [5, 6]).split("\r\n").slice(1).join("\r\n"),
  );
  writeFileSync(
    path.join(folder, "estate.yaml"),
    rto("orders", "PT1H") + rto("search", "PT1H") + rto("mail", "PT1H"),
  );
  const { code, stdout } = await runVerb(["history", file, "--against", folder, "--json"]);
  assert.equal(code, 1);
  const { claims } = JSON.parse(stdout) as {
    claims: { subject: string; outages: number; verdict: string }[];
  };
  assert.deepEqual(
    claims.map(({ subject, outages, verdict }) => [subject, outages, verdict]),
    [
      ["service:orders", 20, "contradicted"],
      ["service:search", 2, "open"],
      ["service:mail", 0, "open"],
    ],
  );
  const text = (await runVerb(["history", file, "--against", folder])).stdout;
  assert.match(text, /service:orders: .*CONTRADICTED by history; 2 of 20 were/);
  assert.match(text, /service:mail: .*no record speaks of it/);
});

test("files without incidents are named, and a folder with none at all is 2", async () => {
  writeFileSync(path.join(folder, "README.md"), "# Nothing\n");
  const nothing = await runVerb(["history", folder]);
  assert.deepEqual([nothing.code, nothing.stdout], [2, ""]);
  writeFileSync(path.join(folder, "broken.json"), "{");
  const broken = await runVerb(["history", folder]);
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /broken\.json is no JSON/);
  const missing = await runVerb(["history", path.join(folder, "none")]);
  assert.match(missing.stderr, /there is no such file or folder/);
});
