import type { Grant } from "../../api/grants.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

const marks: { readonly [status in Grant["status"]]: readonly [StatusKind, string] } = {
  none: ["not-verified", "unknown"],
  asked: ["person", "waits for approval"],
  refused: ["blocked", "refused"],
  withdrawn: ["not-verified", "ended before it was opened"],
  approved: ["running", "approved, being opened"],
  opening: ["running", "being opened"],
  "not-opened": ["failed", "could not be opened"],
  open: ["warning", "open"],
  closing: ["running", "being revoked"],
  revoked: ["ok", "revoked"],
};

/** How a grant stands, in a symbol and words. What should be closed and may not be is the loudest. */
export function grantMark({ status, alarming }: Pick<Grant, "status" | "alarming">): {
  readonly kind: StatusKind;
  readonly word: string;
} {
  if (alarming) return { kind: "failed", word: "may still be open" };
  const [kind, word] = marks[status];
  return { kind, word };
}
