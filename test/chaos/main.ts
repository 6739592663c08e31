// `npm run chaos -- --seed N --seconds N [--full]`: one campaign; exit 1 when a promise was broken.
import { parseArgs } from "node:util";
import { runCampaign } from "./campaign.ts";
import { reportTable } from "./report-table.ts";

const { values } = parseArgs({
  options: {
    seed: { type: "string", default: String(Date.now() % 100_000) },
    seconds: { type: "string", default: "240" },
    // A full campaign has enough of everything, however slow the machine is.
    full: { type: "boolean", default: false },
  },
});
const seed = Number(values.seed);
process.stderr.write(`chaos campaign, seed ${seed}, ${values.seconds} s of faults\n`);
const report = await runCampaign({
  seed,
  seconds: Number(values.seconds),
  ...(values.full ? { atLeast: { kills: 100, freezes: 30, databaseKills: 10, edits: 30 } } : {}),
  onProgress: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(`${reportTable(report)}\n`);
for (const fault of report.verdict.faults) process.stdout.write(`FAULT ${fault}\n`);
process.exitCode = report.verdict.faults.length === 0 ? 0 : 1;
