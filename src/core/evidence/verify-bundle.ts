import { isJsonObject } from "#core/model/json.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { BundleLine, BundleManifest } from "./bundle.ts";
import { type ChainState, checkNext, eventName } from "./chain.ts";
import { type EvidenceCrypto, signatureProblem } from "./crypto.ts";
import { excerptProblems } from "./verify-excerpt.ts";
import { checkpointProblems } from "./verify-checkpoints.ts";

/** What a bundle proves, or what is wrong with it, each problem in words that name the event. */
export type BundleVerdict = {
  readonly ok: boolean;
  readonly problems: readonly string[];
  readonly at: string | null;
  readonly streams: number;
  /** Whether it holds only some events of its streams. */
  readonly isExcerpt: boolean;
  readonly events: number;
  readonly attachments: number;
  readonly checkpoints: number;
};

type Kind<Name extends BundleLine["kind"]> = Extract<BundleLine, { readonly kind: Name }>;

/** Verifies an evidence bundle with nothing but its text and the public key behind `crypto`. Never throws for what is in the text. */
export function verifyBundle(text: string, crypto: EvidenceCrypto): BundleVerdict {
  const problems: string[] = [];
  const lines = readLines(text, problems);
  const of = <Name extends BundleLine["kind"]>(kind: Name): readonly Kind<Name>[] =>
    lines.filter((line): line is Kind<Name> => line.kind === kind);
  const events = of("event").map((line) => line.event);
  const attachments = of("attachment");
  const checkpoints = of("checkpoint");
  const manifest = readManifest(of("manifest"), crypto, problems);
  problems.push(...eventProblems(events, manifest, crypto));
  problems.push(...attachmentProblems(attachments, manifest, crypto));
  try {
    problems.push(...checkpointProblems(checkpoints, of("entry"), events, crypto));
  } catch {
    problems.push("a checkpoint cannot be read");
  }
  if (manifest !== null && manifest.checkpoints.length !== checkpoints.length) {
    problems.push(
      `the manifest names ${manifest.checkpoints.length} checkpoints, and ${checkpoints.length} are there`,
    );
  }
  return {
    ok: problems.length === 0,
    problems,
    at: manifest?.at ?? null,
    streams: new Set([...(manifest?.streams ?? []), ...(manifest?.excerpt ?? [])].map(({ stream }) => stream))
      .size,
    isExcerpt: manifest?.excerpt !== undefined,
    events: events.length,
    attachments: attachments.length,
    checkpoints: checkpoints.length,
  };
}

function readLines(text: string, problems: string[]): readonly BundleLine[] {
  const lines: BundleLine[] = [];
  for (const [index, line] of text.split("\n").entries()) {
    if (line === "") continue;
    const parsed = parseLine(line);
    if (parsed === null) problems.push(`line ${index + 1} cannot be read`);
    else lines.push(parsed);
  }
  return lines;
}

const fieldsOf: { readonly [Name in BundleLine["kind"]]: readonly string[] } = {
  manifest: ["statement", "keyId", "signature"],
  event: ["event"],
  attachment: ["sha256", "mediaType", "base64"],
  checkpoint: ["statement", "keyId", "signature"],
  entry: ["position", "hash"],
};

function parseLine(line: string): BundleLine | null {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isJsonObject(value) || typeof value.kind !== "string" || !Object.hasOwn(fieldsOf, value.kind))
    return null;
  const { kind, event, ...rest } = value;
  const names = fieldsOf[kind as BundleLine["kind"]];
  // A member that nothing looks at could carry anything: it is as wrong as a missing one.
  if (Object.keys(value).length !== names.length + 1 || names.some((name) => !(name in value))) return null;
  if (kind === "event") return isStoredEvent(event) ? (value as unknown as BundleLine) : null;
  const strings = Object.entries(rest).every(
    ([name, part]) => typeof part === (name === "position" ? "number" : "string"),
  );
  return strings ? (value as unknown as BundleLine) : null;
}

function isStoredEvent(value: unknown): value is StoredEvent {
  if (!isJsonObject(value) || Object.keys(value).length !== 9) return false;
  const { position, version, data, actor, ...texts } = value;
  return (
    Number.isSafeInteger(position) &&
    Number.isSafeInteger(version) &&
    isJsonObject(data) &&
    isJsonObject(actor) &&
    ["stream", "type", "at", "commandId", "hash"].every((name) => typeof texts[name] === "string")
  );
}

function readManifest(
  found: readonly Kind<"manifest">[],
  crypto: EvidenceCrypto,
  problems: string[],
): BundleManifest | null {
  const [signed] = found;
  if (signed === undefined || found.length > 1) {
    problems.push(signed === undefined ? "the manifest is missing" : "there is more than one manifest");
    return null;
  }
  const problem = signatureProblem(signed, crypto);
  if (problem !== null) {
    problems.push(`the manifest ${problem}`);
    return null;
  }
  const manifest = JSON.parse(signed.statement) as BundleManifest;
  // Another signed statement (a checkpoint) must not pass for a manifest.
  if (manifest.type === "holdfast-evidence" && manifest.format === 1) return manifest;
  problems.push("the manifest is of a format that this Holdfast does not know");
  return null;
}

function eventProblems(
  events: readonly StoredEvent[],
  manifest: BundleManifest | null,
  { sha256 }: EvidenceCrypto,
): readonly string[] {
  if (manifest?.excerpt !== undefined) return excerptProblems(events, manifest.excerpt, sha256);
  const problems: string[] = [];
  const state: ChainState = new Map();
  let position = 0;
  for (const event of events) {
    const problem = checkNext(state, event, sha256);
    if (problem !== null) problems.push(problem);
    else if (event.position <= position) problems.push(`${eventName(event)} stands out of order`);
    position = Math.max(position, event.position);
  }
  for (const seal of manifest?.streams ?? []) {
    const end = state.get(seal.stream);
    state.delete(seal.stream);
    if (end === undefined) problems.push(`${seal.stream}: all its ${seal.version} events are missing`);
    else if (end.version < seal.version) {
      problems.push(
        `${seal.stream}: its last events are missing (version ${end.version + 1} to ${seal.version})`,
      );
    } else if (end.hash !== seal.hash || end.version !== seal.version) {
      problems.push(`${seal.stream}: its end (version ${end.version}) is not the one the manifest seals`);
    }
  }
  if (manifest !== null) {
    for (const stream of state.keys()) problems.push(`${stream}: the manifest does not name this stream`);
  }
  return problems;
}

function attachmentProblems(
  attachments: readonly Kind<"attachment">[],
  manifest: BundleManifest | null,
  crypto: EvidenceCrypto,
): readonly string[] {
  const problems: string[] = [];
  const missing = new Map(manifest?.attachments.map((listed) => [listed.sha256, listed.mediaType]));
  for (const { sha256, mediaType, base64 } of attachments) {
    const listed = missing.get(sha256);
    missing.delete(sha256);
    if (crypto.sha256OfBase64(base64) !== sha256 || (listed !== undefined && listed !== mediaType)) {
      problems.push(`the attachment ${sha256} was changed`);
    }
    if (listed === undefined && manifest !== null) {
      problems.push(`the attachment ${sha256} is there twice or not in the manifest`);
    }
  }
  for (const sha256 of missing.keys()) problems.push(`the attachment ${sha256} is missing`);
  return problems;
}
