import { createHash, createPublicKey, type KeyObject, verify } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import type { Command } from "commander";
import { resultOf } from "#client/client.ts";
import type { EvidenceCrypto } from "#core/evidence/crypto.ts";
import { verifyBundle } from "#core/evidence/verify-bundle.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";

const sha256 = (bytes: string | Uint8Array): string => createHash("sha256").update(bytes).digest("hex");

function readFileOf(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${(error as NodeJS.ErrnoException).code ?? "unknown"}`);
  }
}

function publicKeyOf(file: string): KeyObject {
  const pem = readFileOf(file);
  try {
    const key = createPublicKey(pem);
    if (key.asymmetricKeyType === "ed25519") return key;
  } catch {
    // Said below: to a person it is the same mistake.
  }
  throw new UsageError(`${file} is no Ed25519 public key (PEM); get it with: holdfast evidence public-key`);
}

function cryptoOf(key: KeyObject): EvidenceCrypto {
  return {
    sha256: (text) => sha256(text),
    sha256OfBase64: (base64) => sha256(Buffer.from(base64, "base64")),
    verifyEd25519: (text, signature) =>
      verify(null, Buffer.from(text), key, Buffer.from(signature, "base64")),
    keyId: sha256(key.export({ type: "spki", format: "der" })).slice(0, 32),
  };
}

type Verify = { readonly publicKey: string; readonly json?: boolean };

/** Offline: nothing but the bundle and the key. */
function verifyFile(file: string, options: Verify, { stdout, stderr }: Context): 0 | 1 {
  const verdict = verifyBundle(readFileOf(file), cryptoOf(publicKeyOf(options.publicKey)));
  if (options.json === true) stdout.write(`${JSON.stringify(verdict, null, 2)}\n`);
  else if (verdict.ok) {
    const { events, streams, attachments, checkpoints, at, isExcerpt } = verdict;
    const logs = `${streams} ${streams === 1 ? "log" : "logs"}${isExcerpt ? " (an excerpt)" : ""}`;
    stdout.write(
      `verified: ${events} events of ${logs}, ${attachments} attachments, ${checkpoints} checkpoints, sealed ${at ?? ""}\n`,
    );
  } else {
    for (const problem of verdict.problems) stderr.write(`holdfast: ${problem}\n`);
    stdout.write("does not verify\n");
  }
  return verdict.ok ? 0 : 1;
}

async function exportRun(
  run: string,
  options: { readonly out?: string },
  { client, stdout, stderr }: Context,
) {
  const text = await resultOf<string>(
    client.GET("/api/v1/runs/{run}/evidence", { params: { path: { run } }, parseAs: "text" }),
  );
  if (options.out === undefined) stdout.write(text);
  else {
    writeFileSync(options.out, text);
    stderr.write(`holdfast: wrote ${options.out}\n`);
  }
  return 0;
}

/** `holdfast evidence …`: what proves what happened. */
export function addEvidence(program: Command, verb: Verb): void {
  const evidence = program.command("evidence").description("export and verify the evidence of runs");
  evidence
    .command("export <run>")
    .description("the signed bundle of a run")
    .option("--out <file>", "write to this file")
    .action(verb((context, run: string, options: { out?: string }) => exportRun(run, options, context)));
  evidence
    .command("public-key")
    .description("the key that bundles are verified with")
    .action(
      verb(async ({ client, stdout }) => {
        stdout.write(await resultOf<string>(client.GET("/api/v1/evidence/public-key", { parseAs: "text" })));
        return 0;
      }),
    );
  evidence
    .command("verify <file>")
    .description("verify a bundle, offline (exit 1: it was changed)")
    .requiredOption("--public-key <file>", "the public key, PEM")
    .option("--json", "print JSON")
    .action(verb((context, file: string, options: Verify) => verifyFile(file, options, context)));
}
