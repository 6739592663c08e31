// Needs a process of its own: schemas that its neighbours name would be in the description of the API.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { generatedFiles } from "./generated-files.ts";

test("openapi.json, the client and the page of problems say what the routes do (else: npm run generate)", async () => {
  for (const { file, text } of await generatedFiles()) {
    assert.equal(readFileSync(file, "utf8"), text, `${file} is not current: npm run generate`);
  }
});
