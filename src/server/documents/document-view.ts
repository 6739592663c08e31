import type { Estate } from "#core/model/estate.ts";
import { parseRef, type Ref } from "#core/model/ref.ts";
import { actorName } from "#core/model/actor.ts";
import { ownerOf } from "#core/revision/approval.ts";
import { planParts } from "#core/revision/plan-parts.ts";
import type { DocumentsState, Publication, SignOff, StalePart } from "#core/revision/state.ts";
import { countsFor, type DocumentCounts } from "./document-counts.ts";

/** A publication as the API tells it. */
export function publicationView({ source, ...publication }: Publication) {
  return { ...publication, proposal: source.type === "proposal" ? source.proposal : null };
}

/** The publications of a document, the newest first. */
export function historyView(state: DocumentsState, ref: Ref) {
  return (state.history.get(ref) ?? []).toReversed().flatMap(({ number, pin }) => {
    const publication = state.publications[number - 1];
    if (publication === undefined) return [];
    const { title, at, by, proposal } = publicationView(publication);
    return [{ number, title, at, by, proposal, revision: pin?.revision ?? null, text: pin?.text ?? null }];
  });
}

/** A published document in a list. */
export function documentSummary(state: DocumentsState, estate: Estate, counts: DocumentCounts, ref: Ref) {
  const pin = state.head.get(ref);
  const number = state.history.get(ref)?.at(-1)?.number ?? 0;
  const publication = state.publications[number - 1];
  if (pin === undefined || publication === undefined) return null;
  const document = estate.documents.get(ref);
  const parsed = parseRef(ref);
  return {
    ref,
    kind: document?.kind ?? parsed?.kind ?? "",
    name: parsed?.name ?? ref,
    title: document?.title ?? parsed?.name ?? ref,
    owner: document === undefined ? null : ownerOf(document),
    file: pin.file,
    revision: pin.revision,
    ...countsFor(counts, ref),
    number,
    changedAt: publication.at,
    changedBy: publication.by,
  };
}

/** Who may say that a part is right again; null: anybody. */
export function partOwner(
  estate: Estate,
  { document, part }: Pick<StalePart, "document" | "part">,
): Ref | null {
  const found = estate.documents.get(document);
  if (found === undefined) return null;
  return planParts(found).find((one) => one.part === part)?.owner ?? ownerOf(found);
}

/** A part that waits for a review, with who wrote what made it stale. */
export function stalePartView(state: DocumentsState, estate: Estate, stale: StalePart) {
  return {
    ...stale,
    owner: partOwner(estate, stale),
    reasons: stale.reasons.map((reason) => {
      const publication = state.publications[reason.number - 1];
      const proposal =
        publication?.source.type === "proposal"
          ? state.proposals.get(publication.source.proposal)
          : undefined;
      const authors = (proposal?.authors ?? [reason.by]).map(actorName);
      const { fields, via } = reason;
      return {
        ...reason,
        fields: [...fields],
        via: [...via],
        authors,
        revision: publication?.revision ?? "",
      };
    }),
  };
}

/** A signature with what it is worth on `today` (`YYYY-MM-DD`). */
export function signOffView(state: DocumentsState, signOff: SignOff, today: string) {
  const isCurrent = state.head.get(signOff.ref)?.revision === signOff.revision;
  const isExpired = signOff.expiresOn !== null && signOff.expiresOn < today;
  const status = !isCurrent ? ("superseded" as const) : isExpired ? ("expired" as const) : ("valid" as const);
  return { ...signOff, status };
}
