import assert from "node:assert/strict";
import { createHash, generateKeyPairSync, sign, verify } from "node:crypto";
import { test } from "node:test";
import { assert as check, integer, nat, property } from "fast-check";
import type { StoredEvent } from "#core/model/event.ts";
import type { BundleLine } from "./bundle.ts";
import type { EvidenceCrypto } from "./crypto.ts";
import { canonicalJson, eventHash, genesisHash } from "./event-hash.ts";
import { checkpointText, nextLogHash } from "./log-hash.ts";
import { verifyBundle } from "./verify-bundle.ts";

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

function keyed(): {
  crypto: EvidenceCrypto;
  signed: (statement: string) => { statement: string; keyId: string; signature: string };
} {
  const { publicKey, privateKey } = generateKeyPairSync("ed25519");
  const keyId = sha256(publicKey.export({ type: "spki", format: "pem" }).toString()).slice(0, 32);
  return {
    crypto: {
      keyId,
      sha256,
      sha256OfBase64: (base64) => createHash("sha256").update(Buffer.from(base64, "base64")).digest("hex"),
      verifyEd25519: (text, signature) =>
        verify(null, Buffer.from(text), publicKey, Buffer.from(signature, "base64")),
    },
    signed: (statement) => ({
      statement,
      keyId,
      signature: sign(null, Buffer.from(statement), privateKey).toString("base64"),
    }),
  };
}

const { crypto, signed } = keyed();

/** Five events of two streams that take turns, an attachment, and two checkpoints. */
function bundle(): BundleLine[] {
  const heads = new Map<string, { version: number; hash: string }>();
  const events: StoredEvent[] = [];
  for (const [index, stream] of ["run/a", "run/b", "run/a", "run/b", "run/a"].entries()) {
    const { version, hash: previous } = heads.get(stream) ?? { version: 0, hash: genesisHash };
    const fields = {
      stream,
      version: version + 1,
      type: `Type${index}`,
      data: { index, text: "ü" },
      actor: { type: "system", node: "n" } as const,
      at: "2026-11-22T10:00:00.000Z",
      commandId: `c${index}`,
    };
    const hash = eventHash(previous, fields, sha256);
    heads.set(stream, { version: version + 1, hash });
    events.push({ ...fields, position: 10 + 2 * index, hash });
  }
  const attachment = Buffer.from("output of a command\n");
  const attachmentHash = createHash("sha256").update(attachment).digest("hex");
  const logHash = events.reduce((hash, event) => nextLogHash(hash, event, sha256), genesisHash);
  const first = checkpointText({
    type: "checkpoint",
    count: 7,
    position: 9,
    logHash: genesisHash,
    previous: "f".repeat(64),
    at: "x",
  });
  const second = checkpointText({
    type: "checkpoint",
    count: 12,
    position: 18,
    logHash,
    previous: sha256(first),
    at: "y",
  });
  const manifest = canonicalJson({
    type: "holdfast-evidence",
    format: 1,
    at: "2026-11-22T10:00:01.000Z",
    streams: [...heads].map(([stream, head]) => ({ stream, ...head })),
    attachments: [{ sha256: attachmentHash, mediaType: "text/plain" }],
    checkpoints: [9, 18],
  });
  return [
    { kind: "manifest", ...signed(manifest) },
    ...events.map((event): BundleLine => ({ kind: "event", event })),
    {
      kind: "attachment",
      sha256: attachmentHash,
      mediaType: "text/plain",
      base64: attachment.toString("base64"),
    },
    { kind: "checkpoint", ...signed(first) },
    { kind: "checkpoint", ...signed(second) },
    ...events.map(({ position, hash }): BundleLine => ({ kind: "entry", position, hash })),
  ];
}

const text = (lines: readonly BundleLine[]): string => lines.map((line) => JSON.stringify(line)).join("\n");

function problemsOf(lines: readonly BundleLine[]): string {
  const verdict = verifyBundle(text(lines), crypto);
  assert.equal(verdict.ok, verdict.problems.length === 0);
  return verdict.problems.join("; ");
}

test("[A7.6] an untouched bundle verifies with nothing but its text and the public key", () => {
  const verdict = verifyBundle(text(bundle()), crypto);
  assert.deepEqual(verdict.problems, []);
  assert.deepEqual([verdict.streams, verdict.events, verdict.attachments, verdict.checkpoints], [2, 5, 1, 2]);
});

test("[A7.6] one changed byte anywhere in the bundle is detected", () => {
  const original = text(bundle());
  check(
    property(nat(original.length - 1), integer({ min: 33, max: 126 }), (index, code) => {
      const replacement = String.fromCharCode(code);
      if (original[index] === replacement) return;
      const changed = original.slice(0, index) + replacement + original.slice(index + 1);
      if (isSameContent(changed, original)) return;
      assert.equal(verifyBundle(changed, crypto).ok, false, `byte ${index} to ${replacement}`);
    }),
    { numRuns: 5000 },
  );
});

/** base64 has bits that stand for nothing at its end; a text that decodes to the same bytes says the same. */
function isSameContent(changed: string, original: string): boolean {
  try {
    return decoded(changed) === decoded(original);
  } catch {
    return false;
  }
}

function decoded(bundleText: string): string {
  const lines = bundleText.split("\n").map((line) => {
    const value = JSON.parse(line) as { base64?: string; signature?: string };
    for (const name of ["base64", "signature"] as const) {
      if (typeof value[name] === "string")
        value[name] = Buffer.from(value[name], "base64").toString("base64");
    }
    return JSON.stringify(value);
  });
  return lines.join("\n");
}

test("[A7.6] a changed event is named by stream, version and type", () => {
  const lines = bundle();
  const changed = lines.map((line) =>
    line.kind === "event" && line.event.type === "Type2"
      ? { ...line, event: { ...line.event, data: { index: 3 } } }
      : line,
  );
  assert.match(problemsOf(changed), /run\/a version 2 \(Type2\) was changed/);
});

test("[A7.6] a dropped event is named, the last one of its stream too", () => {
  const without = (type: string) =>
    bundle().filter((line) => line.kind !== "event" || line.event.type !== type);
  assert.match(problemsOf(without("Type2")), /run\/a: version 2 is missing before version 3/);
  assert.match(problemsOf(without("Type4")), /run\/a: its last events are missing \(version 3 to 3\)/);
  assert.match(
    problemsOf(bundle().filter((line) => line.kind !== "event" || line.event.stream !== "run/b")),
    /run\/b: all its 2 events are missing/,
  );
});

test("[A7.6] events in another order and an event twice are named", () => {
  const lines = bundle();
  const swapped = [...lines];
  [swapped[1], swapped[2]] = [lines[2] as BundleLine, lines[1] as BundleLine];
  assert.match(problemsOf(swapped), /run\/a version 1 \(Type0\) stands out of order/);
  const doubled = [...lines.slice(0, 2), lines[1] as BundleLine, ...lines.slice(2)];
  assert.match(problemsOf(doubled), /run\/a version 1 \(Type0\) is there twice or out of order/);
});

test("[A7.6] an event moved to another position of the log is named", () => {
  const moved = bundle().map((line) =>
    line.kind === "event" && line.event.type === "Type4"
      ? { ...line, event: { ...line.event, position: 17 } }
      : line,
  );
  assert.match(problemsOf(moved), /run\/a version 3 \(Type4\) is not the event that stands at position 17/);
});

test("[A7.6] a changed, a missing and a foreign attachment are named", () => {
  const other = bundle().map((line) => (line.kind === "attachment" ? { ...line, base64: "AAAA" } : line));
  assert.match(problemsOf(other), /the attachment [0-9a-f]{64} was changed/);
  assert.match(
    problemsOf(bundle().filter((line) => line.kind !== "attachment")),
    /the attachment [0-9a-f]{64} is missing/,
  );
});

test("[A7.6] a whole chain made anew by somebody without the key is refused, as is every bundle under another key", () => {
  const forger = keyed();
  const forged = bundle().map((line) =>
    line.kind === "manifest" ? { ...line, ...forger.signed(line.statement) } : line,
  );
  assert.match(problemsOf(forged), /the manifest was signed by the key [0-9a-f]{32}, not by the given key/);
  const claimed = forged.map((line) => (line.kind === "manifest" ? { ...line, keyId: crypto.keyId } : line));
  assert.match(problemsOf(claimed), /the manifest does not carry a valid signature/);
  assert.equal(verifyBundle(text(bundle()), forger.crypto).ok, false);
});

test("a log entry that is dropped between two checkpoints is detected", () => {
  const lines = bundle();
  assert.match(problemsOf(lines.slice(0, -1)), /the bundle has the entries of 4/);
});

test("text that is no bundle is refused without throwing", () => {
  for (const junk of [
    "",
    "{}",
    "[]",
    "null",
    '{"kind":"event","event":null}',
    '{"kind":"manifest"}',
    '{"kind":"toString"}',
  ]) {
    assert.equal(verifyBundle(junk, crypto).ok, false, junk);
  }
});
