import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useEffect } from "react";
import { actorName } from "#core/model/actor.ts";
import { fetchProposal, fetchProposalDifferences, type Proposal } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useActor } from "../identity/actor.ts";
import { ProposalCommands } from "./proposal-commands.tsx";
import { CheckDifference, Effects, TextDifferences } from "./proposal-differences.tsx";
import "../document/document.css";

const route = getRouteApi(paths.proposal);

function Requirements({ proposal }: { readonly proposal: Proposal }) {
  return (
    <ul className="document-list">
      {proposal.requirements.map(({ owner, documents, approvedBy, note }) => (
        <li key={owner ?? "anybody"} className="document-row">
          <span>
            {owner ?? "Anybody but the authors"}{" "}
            <span className="hf-dim">
              for {documents.length > 3 ? `${documents.length} documents` : documents.join(", ")}
              {note === null ? "" : `. ${note}`}
            </span>
          </span>
          {approvedBy.length > 0 ? (
            <StatusMark kind="ok" word={`approved by ${approvedBy.join(", ")}`} />
          ) : (
            <StatusMark kind="person" word="not yet approved" />
          )}
        </li>
      ))}
    </ul>
  );
}

function Said({ proposal }: { readonly proposal: Proposal }) {
  const said = [
    ...proposal.comments.map(({ by, at, text }) => ({ by, at, text })),
    ...proposal.objections.map(({ by, at, reason }) => ({ by, at, text: `asks for changes: ${reason}` })),
    ...proposal.approvals.map(({ by, at, note }) => ({ by, at, text: `approves. ${note}` })),
  ].toSorted((one, other) => (one.at < other.at ? -1 : 1));
  if (said.length === 0) return null;
  return (
    <Panel title="What was said">
      <ul className="document-list">
        {said.map(({ by, at, text }) => (
          <li key={`${at} ${actorName(by)} ${text}`} className="document-row">
            <span>
              <bdi>{actorName(by)}</bdi>: <bdi>{text}</bdi>
            </span>
            <span className="hf-dim">
              <Instant at={at} />
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** One proposal: who has to approve it, and what it would do to texts, findings and the estate. */
export function ProposalPage() {
  const { id } = route.useParams();
  const actor = useActor();
  const found = useQuery({
    queryKey: queryKeys.proposal(id, actor),
    queryFn: () => fetchProposal(actor, id),
    placeholderData: (before) => before,
  });
  const proposal = found.data;
  const differences = useQuery({
    queryKey: queryKeys.proposalDifferences(id, proposal?.content ?? "", proposal?.version ?? 0),
    queryFn: () => fetchProposalDifferences(actor, id),
    enabled: proposal !== undefined,
    placeholderData: (before) => before,
  });
  useEffect(() => {
    document.title = `${proposal?.title ?? "Proposal"} · Holdfast`;
  }, [proposal?.title]);
  return (
    <div className="shell-page hf-stack">
      <ProblemNotice error={found.error ?? differences.error} title="The proposal cannot be read" />
      {proposal === undefined ? (
        found.error ? null : (
          <p role="status">Reading…</p>
        )
      ) : (
        <>
          <h1>
            <bdi>{proposal.title}</bdi>
          </h1>
          <Panel title="Approval" aside={<span className="hf-dim">{proposal.status}</span>}>
            <div className="panel-body hf-stack">
              <Facts
                rows={[
                  ["Reason", proposal.reason],
                  ["By", proposal.authors.map(actorName).join(", ")],
                  ["Made on", `publication ${proposal.base}`],
                  [
                    "Published as",
                    proposal.publishedAs === null ? null : `publication ${proposal.publishedAs}`,
                  ],
                ]}
              />
            </div>
            <Requirements proposal={proposal} />
            {proposal.status === "open" ? <ProposalCommands proposal={proposal} /> : null}
          </Panel>
          {differences.data === undefined ? null : (
            <>
              <Effects differences={differences.data} />
              <CheckDifference differences={differences.data} />
              <TextDifferences differences={differences.data} />
            </>
          )}
          <Said proposal={proposal} />
        </>
      )}
    </div>
  );
}
