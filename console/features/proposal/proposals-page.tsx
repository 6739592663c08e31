import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { actorName } from "#core/model/actor.ts";
import { fetchProposals, type ProposalSummary } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Ago } from "../../ui/instant.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useActor } from "../identity/actor.ts";
import { useMe } from "../identity/people.ts";
import { turnOf } from "./proposal-turn.ts";

const route = getRouteApi(paths.proposals);

const kinds = { open: "running", published: "ok", withdrawn: "overridden" } as const;

function columnsFor(me: ReturnType<typeof useMe>): readonly DataColumn<ProposalSummary>[] {
  return [
    {
      id: "title",
      head: "Proposal",
      width: "40%",
      text: ({ title }) => title,
      cell: ({ id, title }) => (
        <Link to={paths.proposal} params={{ id }}>
          <bdi>{title}</bdi>
        </Link>
      ),
    },
    {
      id: "turn",
      head: "Whose turn",
      text: (proposal) => turnOf(proposal, me).word,
      cell: (proposal) => <StatusMark {...turnOf(proposal, me)} />,
    },
    {
      id: "status",
      head: "State",
      hideBelow: 768,
      text: ({ status }) => status,
      cell: ({ status }) => <StatusMark kind={kinds[status]} word={status} />,
    },
    {
      id: "changes",
      head: "Documents",
      align: "end",
      hideBelow: 768,
      text: ({ changes }) => String(changes),
      sortBy: ({ changes }) => changes,
    },
    { id: "authors", head: "By", hideBelow: 1100, text: ({ authors }) => authors.map(actorName).join(", ") },
    {
      id: "changed",
      head: "Changed",
      hideBelow: 768,
      text: ({ changedAt }) => changedAt,
      cell: ({ changedAt }) => <Ago at={changedAt} />,
    },
  ];
}

const none = (
  <EmptyState
    title="Nothing was ever proposed."
    action={<Link to={paths.documents}>Open the documents</Link>}
  >
    <p>A change of a document is proposed, its owners approve it, and then it is published.</p>
  </EmptyState>
);

function List({ all }: { readonly all: readonly ProposalSummary[] }) {
  const { status = "open" } = route.useSearch();
  const navigate = route.useNavigate();
  const me = useMe();
  const columns = useMemo(() => columnsFor(me), [me]);
  if (all.length === 0) return none;
  return (
    <DataTable
      label="Proposals"
      rows={all.filter((proposal) => status === "all" || proposal.status === status)}
      columns={columns}
      rowKey={({ id }) => id}
      onOpen={({ id }) => void navigate({ to: paths.proposal, params: { id } })}
      search
      toolbar={
        <NativeSelect
          aria-label="State"
          value={status}
          onChange={(event) =>
            void navigate({ search: { status: event.currentTarget.value }, replace: true })
          }
        >
          <option value="open">open</option>
          <option value="published">published</option>
          <option value="withdrawn">withdrawn</option>
          <option value="all">all</option>
        </NativeSelect>
      }
    />
  );
}

/** Answers: which changes wait, and whose turn is it? */
export function ProposalsPage() {
  const actor = useActor();
  const found = useQuery({ queryKey: queryKeys.proposalList(actor), queryFn: () => fetchProposals(actor) });
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title="Proposals"
        crumbs={[<Link to={paths.documents}>Documents</Link>]}
        lead="Changes of documents on their way to being published."
        actions={
          <Link to={paths.proposalNew} className="hf-button">
            My changes
          </Link>
        }
      />
      <ProblemNotice error={found.error} title="The proposals cannot be read" />
      {found.data === undefined && !found.error ? <Skeleton label="Reading the proposals" rows={6} /> : null}
      {found.data === undefined ? null : <List all={found.data} />}
    </div>
  );
}
