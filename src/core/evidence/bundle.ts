import type { StoredEvent } from "#core/model/event.ts";
import type { Signed } from "./crypto.ts";
import type { LogEntry } from "./log-hash.ts";

/**
 * An evidence bundle: JSON lines, one thing each. First the manifest, then events by position, attachments, checkpoints by
 * position, and the log entries between the first checkpoint and the last.
 */
export type BundleLine =
  | ({ readonly kind: "manifest" } & Signed)
  | { readonly kind: "event"; readonly event: StoredEvent }
  | {
      readonly kind: "attachment";
      readonly sha256: string;
      readonly mediaType: string;
      readonly base64: string;
    }
  | ({ readonly kind: "checkpoint" } & Signed)
  | ({ readonly kind: "entry" } & LogEntry);

/** What the bundle has to contain, no more and no less. Its canonical JSON is signed. */
export type BundleManifest = {
  readonly type: "holdfast-evidence";
  readonly format: 1;
  readonly at: string;
  readonly streams: readonly StreamSeal[];
  readonly attachments: readonly { readonly sha256: string; readonly mediaType: string }[];
  /** Position of each checkpoint in the bundle. */
  readonly checkpoints: readonly number[];
  /** Given: the bundle holds only these events of their streams, each with the hash of the one before it. */
  readonly excerpt?: readonly ExcerptSeal[];
};

/** An event of an excerpt: `previous` is what its own hash was made with, `hash` stands in the log at its position. */
export type ExcerptSeal = StreamSeal & { readonly previous: string };

/** The last event of a stream in the bundle: its hash seals all before it. */
export type StreamSeal = { readonly stream: string; readonly version: number; readonly hash: string };
