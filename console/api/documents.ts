import type { Schemas } from "#client/client.ts";
import type { Ref } from "#core/model/ref.ts";
import { ask, clientOf } from "./ask.ts";

export type PublishedDocument = Schemas["Document"];
export type DocumentSummary = Schemas["DocumentSummary"];
export type StalePart = Schemas["StalePart"];
export type DifferenceLine = Schemas["DifferenceLine"] | null;

/** The published documents that match; the first thousand of them. */
export async function fetchDocuments(actor: string | null, search: string) {
  const query = { limit: 1000, ...(search === "" ? {} : { search }) };
  return ask(clientOf(actor).GET("/api/v1/documents", { params: { query } }));
}

export async function fetchDocument(actor: string | null, ref: Ref): Promise<PublishedDocument> {
  return ask(clientOf(actor).GET("/api/v1/documents/{ref}", { params: { path: { ref } } }));
}

/** What changed in a document from one publication to another. */
export async function fetchDifference(
  actor: string | null,
  ref: Ref,
  from: number,
  to: number,
): Promise<readonly DifferenceLine[]> {
  const params = { path: { ref }, query: { from, to } };
  return (await ask(clientOf(actor).GET("/api/v1/documents/{ref}/difference", { params }))).lines;
}

/** Parts of plans that wait for a review. */
export async function fetchStale(actor: string | null): Promise<readonly StalePart[]> {
  return (await ask(clientOf(actor).GET("/api/v1/stale", { params: { query: {} } }))).parts;
}

/** Says that a part is right as it is. */
export async function reviewPart(
  actor: string | null,
  { document, part }: Pick<StalePart, "document" | "part">,
  note: string,
  key: string,
): Promise<void> {
  const headers = { "Idempotency-Key": key };
  const body = { parts: [{ document, part }], note };
  await ask(clientOf(actor).POST("/api/v1/stale/review", { body, headers }));
}
