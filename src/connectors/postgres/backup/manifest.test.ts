import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { NotPossible } from "#connectors/postgres/fault.ts";
import { verifyAgainstManifest } from "./manifest.ts";

const content = "a page";
const sha256 = createHash("sha256").update(content).digest("hex");

/** A manifest as the server writes it: its own checksum is the last line, over all lines before. */
function manifestOf(files: readonly object[]): Buffer {
  const head = `{ "PostgreSQL-Backup-Manifest-Version": 2,\n"Files": ${JSON.stringify(files)},\n`;
  const digest = createHash("sha256").update(head).digest("hex");
  return Buffer.from(`${head}"Manifest-Checksum": "${digest}"}\n`);
}

const listed = { Path: "base/1/1", Size: 6, "Checksum-Algorithm": "SHA256", Checksum: sha256 };
const whole = manifestOf([listed]);
const written = new Map([["base/1/1", { bytes: 6, sha256 }]]);

test("a backup that is what its manifest lists is accepted, log segments aside", () => {
  verifyAgainstManifest(whole, written);
  verifyAgainstManifest(
    whole,
    new Map([...written, ["pg_wal/000000010000000000000002", { bytes: 1, sha256 }]]),
  );
});

const differences: readonly (readonly [
  string,
  Buffer,
  ReadonlyMap<string, { bytes: number; sha256: string }>,
])[] = [
  ["lacks a file", whole, new Map()],
  ["has a shorter file", whole, new Map([["base/1/1", { bytes: 5, sha256 }]])],
  ["has a changed file", whole, new Map([["base/1/1", { bytes: 6, sha256: sha256.replace(/^./, "x") }]])],
  ["has a file more", whole, new Map([...written, ["base/1/2", { bytes: 6, sha256 }]])],
  ["has a manifest that was changed", Buffer.from(whole.toString().replace("base/1/1", "base/1/3")), written],
  ["has a manifest that was cut off", whole.subarray(0, whole.length - 20), written],
];
for (const [what, manifest, files] of differences) {
  test(`a backup that ${what} is refused`, () => {
    assert.throws(() => verifyAgainstManifest(manifest, files), NotPossible);
  });
}
