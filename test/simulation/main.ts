// `main.ts --from N --count N`: runs schedules and prints the first that does not hold, with its trace.
import { parseArgs } from "node:util";
import { simulate } from "./simulate.ts";

const { values } = parseArgs({
  options: { from: { type: "string", default: "1" }, count: { type: "string", default: "1000" } },
});
const from = Number(values.from);
const totals = { operations: 0, crashes: 0, freezes: 0, edits: 0 };
for (let seed = from; seed < from + Number(values.count); seed += 1) {
  const result = await simulate(seed);
  totals.operations += result.operations;
  totals.crashes += result.counts.crashes;
  totals.freezes += result.counts.freezes;
  totals.edits += result.counts.edits;
  if (result.faults.length > 0) {
    process.stdout.write(`${result.trace.join("\n")}\nseed ${seed}: ${result.faults.join("; ")}\n`);
    process.exitCode = 1;
    break;
  }
}
if (process.exitCode === undefined)
  process.stdout.write(
    `${values.count} schedules from seed ${from}: ${totals.operations} operations, ${totals.crashes} crashes, ${totals.freezes} freezes, ${totals.edits} edits, nothing lost, nothing repeated unsaid\n`,
  );
