import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { fetchPublishedEstate } from "../../api/documents.ts";
import type { Proposal, ProposalDifferences } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { saveDraft, useDrafts } from "../document/draft/drafts.ts";
import { useActor } from "../identity/actor.ts";
import { useRefusal } from "../identity/use-refusal.ts";

type Props = { readonly proposal: Proposal; readonly differences: ProposalDifferences };

/** Why its documents cannot be taken up now; null when they can. */
function refusalFor({ proposal, differences }: Props, drafted: readonly string[]): string | null {
  if (proposal.may.revise !== null) return proposal.may.revise;
  const merging = proposal.documents.find(({ isInConflict }, index) => {
    return isInConflict && differences.documents[index]?.conflict === null;
  });
  if (merging !== undefined)
    return `Rebase it first: ${merging.ref ?? merging.file} was changed since and fits together.`;
  return drafted.length > 0
    ? `You have changed ${drafted.join(", ")} already: propose that first, or throw it away.`
    : null;
}

/**
 * Takes the documents of an open proposal among the person's changes, to revise it. What contradicts a later
 * publication comes with both sides between marks, so that a person chooses.
 */
export function ReviseButton({ proposal, differences }: Props) {
  const actor = useActor();
  const navigate = useNavigate();
  const refuse = useRefusal();
  const drafts = useDrafts() ?? [];
  const estate = useQuery({
    queryKey: queryKeys.documentTexts(actor),
    queryFn: () => fetchPublishedEstate(actor),
  });
  const drafted = differences.documents.flatMap(({ ref }) => {
    return ref !== null && drafts.some(({ id, revises }) => id === ref && revises !== proposal.id)
      ? [ref]
      : [];
  });
  const refusal =
    refuse("reviseProposal") ??
    refusalFor({ proposal, differences }, drafted) ??
    (estate.data === undefined ? "The published texts are still on their way." : null);
  const take = () => {
    const published = new Map((estate.data?.documents ?? []).map((document) => [document.ref, document]));
    const editedAt = new Date().toISOString();
    for (const [index, { ref, text, conflict }] of differences.documents.entries()) {
      const known = ref === null ? undefined : published.get(ref);
      const kind = (ref ?? "").slice(0, (ref ?? "").indexOf(":"));
      saveDraft({
        id: ref ?? `new:${proposal.id}-${index}`,
        ref: known === undefined ? null : ref,
        kind: kind.charAt(0).toUpperCase() + kind.slice(1),
        base: known?.sha256 ?? null,
        baseText: known?.text ?? "",
        text: conflict?.text ?? text,
        revises: proposal.id,
        editedAt,
      });
    }
    void navigate({ to: paths.proposalNew });
  };
  return <ReasonedButton label="Revise it…" tone="plain" refusal={refusal} onPress={take} />;
}
