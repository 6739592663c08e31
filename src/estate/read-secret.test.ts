import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { test } from "node:test";
import { readSecret, SecretError } from "./read-secret.ts";

test("a secret comes from a variable or a file, and what cannot be had is named without any secret", async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "holdfast-secret-"));
  writeFileSync(path.join(folder, "password"), "pass word\n");
  assert.equal(await readSecret("secret:env/PGPASS", folder, { PGPASS: "x" }), "x");
  assert.equal(await readSecret("secret:file/password", folder, {}), "pass word");
  assert.equal(await readSecret(`secret:file/${folder}/password`, "/", {}), "pass word");
  for (const reference of ["secret:env/NONE", "secret:file/none", "secret:vault/x"]) {
    await assert.rejects(readSecret(reference, folder, {}), (error: Error) => {
      return error instanceof SecretError && error.message.startsWith(reference);
    });
  }
  rmSync(folder, { recursive: true });
});
