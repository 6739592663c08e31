import type { Json } from "./json.ts";

/** A thing kept as proof: a name, what it is, and its SHA-256 in lower-case hexadecimal. */
export type Evidence = {
  readonly name: string;
  readonly mediaType: string;
  readonly sha256: string;
  /** The content itself when it is small enough to stand in the event; larger ones are attachments. */
  readonly text?: string;
};

/**
 * What the world answered. Four words that are never mixed:
 * - `done`: it is certain that it took effect;
 * - `failed`: it is certain that it did not (or that a check does not hold), and the world said why;
 * - `unreachable`: nothing was sent, so nothing can have happened;
 * - `unknown`: something was sent and no answer came. It may have happened.
 */
export type Outcome =
  | { readonly status: "done"; readonly output: Json; readonly evidence?: readonly Evidence[] }
  | {
      readonly status: "failed";
      readonly message: string;
      readonly output?: Json;
      readonly evidence?: readonly Evidence[];
    }
  | { readonly status: "unreachable"; readonly message: string }
  | { readonly status: "unknown"; readonly message: string; readonly evidence?: readonly Evidence[] };
