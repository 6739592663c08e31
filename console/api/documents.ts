import type { Schemas } from "#client/client.ts";
import type { Ref } from "#core/model/ref.ts";
import { ask, clientOf } from "./ask.ts";

export type PublishedDocument = Schemas["Document"];
export type DocumentSummary = Schemas["DocumentSummary"];
export type StalePart = Schemas["StalePart"];
export type DifferenceLine = Schemas["DifferenceLine"] | null;

export type PublishedEstate = Schemas["PublishedEstate"];
export type RestructuringPlan = Schemas["RestructuringPlan"];
export type Restructuring = Schemas["Restructuring"];

/** More documents than any estate is meant to have: the list is searched and sorted here. */
const documentsMax = 20_000;

/** All published documents, by reference. */
export async function fetchDocuments(actor: string | null) {
  const query = { limit: documentsMax };
  return ask(clientOf(actor).GET("/api/v1/documents", { params: { query } }));
}

/** The first documents in which something that was typed occurs. */
export async function searchDocuments(actor: string | null, search: string) {
  const query = { limit: 200, ...(search === "" ? {} : { search }) };
  return ask(clientOf(actor).GET("/api/v1/documents", { params: { query } }));
}

/** All published documents with their texts: what the checker beside the editor knows. */
export async function fetchPublishedEstate(actor: string | null): Promise<PublishedEstate> {
  return ask(clientOf(actor).GET("/api/v1/estate/documents", { params: { query: {} } }));
}

/** What runbooks can call. */
export async function fetchConnectors(actor: string | null): Promise<Schemas["Connectors"]["connectors"]> {
  return (await ask(clientOf(actor).GET("/api/v1/connectors", {}))).connectors;
}

/** Signs a document at the revision that was read. */
export async function signDocument(
  actor: string | null,
  signature: {
    readonly ref: Ref;
    readonly revision: string;
    readonly statement: string;
    readonly expiresOn: string | null;
  },
  key: string,
): Promise<void> {
  const headers = { "Idempotency-Key": key };
  await ask(clientOf(actor).POST("/api/v1/sign-offs", { body: signature, headers }));
}

/** What a restructuring would touch; nothing is done by it. */
export async function planRestructuring(
  actor: string | null,
  body: Restructuring,
): Promise<RestructuringPlan> {
  return ask(clientOf(actor).POST("/api/v1/restructurings", { body }));
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
