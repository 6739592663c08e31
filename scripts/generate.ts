// `npm run generate`: writes what follows from the code, to be committed with it.
import { writeFileSync } from "node:fs";
import { generatedFiles } from "./generate/generated-files.ts";

for (const { file, text } of await generatedFiles()) {
  writeFileSync(file, text);
  process.stdout.write(`${file}\n`);
}
