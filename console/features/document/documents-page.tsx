import { TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { type DocumentSummary, fetchDocuments, fetchStale } from "../../api/documents.ts";
import { fetchProposals } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useActor } from "../identity/actor.ts";
import { ProposalList } from "../proposal/proposal-list.tsx";
import { StaleParts } from "./stale-parts.tsx";
import "./document.css";

/** More than this on one page is searched, not read. */
const shownMax = 200;

function Row({ document }: { readonly document: DocumentSummary }) {
  const { ref, title, owner, stale, number } = document;
  return (
    <li className="document-row">
      <span>
        <Link to={paths.document} params={{ ref }}>
          <bdi>{ref}</bdi>
        </Link>{" "}
        <bdi>{title}</bdi>
      </span>
      <span className="hf-dim">
        {stale > 0 ? <StatusMark kind="warning" word={`${stale} stale`} /> : null} {owner ?? "no owner"},
        publication {number}
      </span>
    </li>
  );
}

/** The published documents, what of them is stale, and what is proposed. */
export function DocumentsPage() {
  const actor = useActor();
  const [search, setSearch] = useState("");
  const found = useQuery({
    queryKey: queryKeys.documentList(search, actor),
    queryFn: () => fetchDocuments(actor, search),
    placeholderData: (before) => before,
  });
  const stale = useQuery({ queryKey: queryKeys.stale(actor), queryFn: () => fetchStale(actor) });
  const proposals = useQuery({
    queryKey: queryKeys.proposalList(actor),
    queryFn: () => fetchProposals(actor),
  });
  useEffect(() => {
    document.title = "Documents · Holdfast";
  }, []);
  const list = found.data?.documents ?? [];
  return (
    <div className="shell-page hf-stack">
      <h1 className="hf-hidden">Documents</h1>
      <ProblemNotice
        error={found.error ?? stale.error ?? proposals.error}
        title="The documents cannot be read"
      />
      {stale.data !== undefined && stale.data.length > 0 ? (
        <Panel title="Plans to review" aside={<span className="hf-dim">{stale.data.length}</span>}>
          <StaleParts parts={stale.data} />
        </Panel>
      ) : null}
      <Panel title="Proposals">
        <ProposalList
          proposals={proposals.data ?? []}
          none={proposals.data ? "Nothing is proposed." : "Reading…"}
        />
      </Panel>
      <Panel
        title="Published documents"
        aside={<span className="hf-dim">publication {found.data?.number ?? "…"}</span>}
      >
        <div className="panel-body">
          <TextInput
            label="Search"
            description="Part of a reference, a title or an owner"
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        </div>
        <ul className="document-list">
          {list.slice(0, shownMax).map((one) => (
            <Row key={one.ref} document={one} />
          ))}
        </ul>
        <p className="panel-body hf-dim" role="status">
          {found.data === undefined ? "Reading…" : `${found.data.total} documents`}
          {list.length > shownMax ? `, the first ${shownMax} shown` : ""}
        </p>
      </Panel>
    </div>
  );
}
