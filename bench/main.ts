// `npm run bench [-- NAME…]`: runs all benchmarks, or those named, and prints their tables. Ratios count, for machines differ.
import { loadavg } from "node:os";
import { startTestServer, type TestServer } from "#store/test-database.ts";
import { analysis } from "./analysis.ts";
import { checkSpeed } from "./check.ts";
import { consoleSpeed } from "./console.ts";
import { correlationSpeed } from "./correlation.ts";
import { failover } from "./failover.ts";
import { foldSpeed } from "./fold.ts";
import { forecastSpeed } from "./forecast.ts";
import { intakeSpeed } from "./intake.ts";
import { push } from "./push.ts";
import { scheduleQuality } from "./schedule.ts";
import { sequential } from "./sequential.ts";
import { type Row, table } from "./table.ts";
import { throughput } from "./throughput.ts";
import { waiting } from "./waiting.ts";
import { whatIfSpeed } from "./what-if.ts";

const benchmarks: { readonly [name: string]: (server: TestServer) => Promise<readonly Row[]> } = {
  throughput,
  sequential,
  fold: foldSpeed,
  waiting,
  push,
  intake: intakeSpeed,
  failover,
  analysis: () => analysis(),
  correlation: () => correlationSpeed(),
  check: checkSpeed,
  console: () => consoleSpeed(),
  forecast: forecastSpeed,
  schedule: scheduleQuality,
  "what-if": whatIfSpeed,
};

const named = process.argv.slice(2);
const unknown = named.filter((name) => !(name in benchmarks));
if (unknown.length > 0) {
  process.stderr.write(
    `There is no benchmark ${unknown.join(", ")}; there are ${Object.keys(benchmarks).join(", ")}.\n`,
  );
  process.exit(2);
}
const server = await startTestServer();
try {
  for (const [name, benchmark] of Object.entries(benchmarks)) {
    if (named.length > 0 && !named.includes(name)) continue;
    const rows = await benchmark(server);
    const load = (loadavg()[0] ?? Number.NaN).toFixed(1);
    process.stdout.write(`${name} (load of the machine at the end: ${load})\n${table(rows)}\n\n`);
  }
} finally {
  await server.stop();
}
