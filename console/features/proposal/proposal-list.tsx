import { Link } from "@tanstack/react-router";
import { actorName } from "#core/model/actor.ts";
import type { ProposalSummary } from "../../api/proposals.ts";
import { paths } from "../../paths.ts";
import { Ago } from "../../ui/instant.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";

const kinds = { open: "running", published: "ok", withdrawn: "overridden" } as const;

/** Proposals, one below the other. */
export function ProposalList({
  proposals,
  none,
}: {
  readonly proposals: readonly ProposalSummary[];
  readonly none: string;
}) {
  if (proposals.length === 0) return <p className="panel-body hf-dim">{none}</p>;
  return (
    <ul className="document-list">
      {proposals.slice(0, 50).map(({ id, title, status, changes, authors, changedAt }) => (
        <li key={id} className="document-row">
          <span>
            <Link to={paths.proposal} params={{ id }}>
              <bdi>{title}</bdi>
            </Link>{" "}
            <span className="hf-dim">
              {changes} {changes === 1 ? "document" : "documents"} by {authors.map(actorName).join(", ")}
            </span>
          </span>
          <span className="hf-dim">
            <StatusMark kind={kinds[status]} word={status} /> <Ago at={changedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
}
