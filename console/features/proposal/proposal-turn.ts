import { actorName } from "#core/model/actor.ts";
import type { ProposalSummary } from "../../api/proposals.ts";
import type { StatusKind } from "../../ui/status-mark.tsx";

type Me = { readonly ref: string; readonly teams: readonly string[] } | null;

/** Whose turn it is with a proposal, in words; “you” where it is the one who looks. */
export function turnOf(
  { status, turn, authors }: Pick<ProposalSummary, "status" | "turn" | "authors">,
  me: Me,
): { readonly kind: StatusKind; readonly word: string } {
  const isAuthor = me !== null && authors.some((author) => actorName(author) === me.ref);
  switch (turn.waitsFor) {
    case "nobody":
      return { kind: status === "published" ? "ok" : "overridden", word: status };
    case "authors":
      return { kind: "warning", word: isAuthor ? `you: ${turn.why}` : `its authors: ${turn.why}` };
    case "owners": {
      const speaks = turn.owners.some((owner) => owner === me?.ref || me?.teams.includes(owner) === true);
      const mine = me !== null && !isAuthor && (speaks || turn.owners.includes("anybody but the authors"));
      return { kind: "person", word: mine ? "you: approve it" : turn.owners.join(", ") };
    }
    case "publisher":
      return { kind: "person", word: "anybody: publish it" };
    default:
      return turn.waitsFor satisfies never;
  }
}
