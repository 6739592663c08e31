// Reads the documents of a folder and parses them with the YAML library as it comes: the floor of `bench/check.ts`.
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parseAllDocuments } from "yaml";

const [folder = ""] = process.argv.slice(2);
for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" })) {
  if (name.endsWith(".yaml")) parseAllDocuments(readFileSync(path.join(folder, name), "utf8"));
}
