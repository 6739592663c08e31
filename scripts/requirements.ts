// `npm run requirements [FILE]`: which of the product's requirements no test carries in its title.
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { claimedIds } from "./requirements/claimed-ids.ts";
import { requirementsReport } from "./requirements/report.ts";
import { requirementRows } from "./requirements/rows.ts";
import { testFiles } from "./test/test-files.ts";
import { root } from "./test/root.ts";

const file = path.resolve(root, process.argv[2] ?? "../shared/requirements.md");

if (existsSync(file)) {
  const claimed = testFiles().flatMap((test) => [...claimedIds(readFileSync(path.join(root, test), "utf8"))]);
  const report = requirementsReport(requirementRows(readFileSync(file, "utf8")), new Set(claimed));
  process.stdout.write(`${report}\n`);
} else {
  process.stdout.write(`no table of requirements at ${file}; nothing to compare the tests with\n`);
}
