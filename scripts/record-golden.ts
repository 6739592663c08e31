// `node scripts/record-golden.ts`: records a log for each scenario that has none yet. A log that was released is never
// changed: it is what users have in their databases.
import { existsSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { RecordedRunEvent } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { initialRunState } from "#core/run/state.ts";
import { startTestServer } from "#store/test-database.ts";
import { record } from "#test/golden/record.ts";
import { scenarios } from "#test/golden/scenarios.ts";
import { digestOf, summaryOf } from "#test/golden/summary.ts";

const release = "0.1.0";
const server = await startTestServer();
try {
  for (const scenario of scenarios) {
    const file = fileURLToPath(new URL(`../test/golden/${release}-${scenario.name}.jsonl`, import.meta.url));
    if (existsSync(file)) continue;
    const log = await record(scenario, await server.newDatabase());
    const summary = summaryOf(fold(initialRunState(), log as unknown as readonly RecordedRunEvent[]));
    const header = { golden: scenario.name, release, digest: digestOf(summary), summary };
    writeFileSync(file, [header, ...log].map((line) => `${JSON.stringify(line)}\n`).join(""), { flag: "wx" });
    process.stdout.write(`${file}: ${log.length} events\n`);
  }
} finally {
  await server.stop();
}
