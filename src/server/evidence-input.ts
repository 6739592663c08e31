import { createHash } from "node:crypto";
import { z } from "zod";
import type { Evidence } from "#core/model/outcome.ts";
import type { AttachmentStore } from "./app-ports.ts";

/** What people hand in as proof. */
export const evidenceBody = z
  .array(
    z.strictObject({
      name: z.string().min(1).max(200),
      mediaType: z.string().max(100).default("text/plain"),
      text: z.string(),
    }),
  )
  .max(20)
  .default([]);

/** Above this a text is kept as an attachment, so that events stay small. */
const inlineBytesMax = 8000;

/** Keeps the larger pieces whole; what is returned stands in the event. */
export async function keepEvidence(
  given: z.output<typeof evidenceBody>,
  attachments: AttachmentStore,
): Promise<readonly Evidence[]> {
  const kept: Evidence[] = [];
  for (const { name, mediaType, text } of given) {
    const bytes = Buffer.from(text, "utf8");
    const isSmall = bytes.length <= inlineBytesMax;
    const sha256 = isSmall
      ? createHash("sha256").update(bytes).digest("hex")
      : await attachments.put(bytes, mediaType);
    kept.push({ name, mediaType, sha256, ...(isSmall ? { text } : {}) });
  }
  return kept;
}
