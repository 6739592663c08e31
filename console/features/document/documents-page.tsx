import { NativeSelect } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useMemo } from "react";
import { actorName } from "#core/model/actor.ts";
import { type DocumentSummary, fetchDocuments, fetchStale } from "../../api/documents.ts";
import { fetchProposals } from "../../api/proposals.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { type DocumentsSearch, paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Ago } from "../../ui/instant.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useActor } from "../identity/actor.ts";
import { useDrafts } from "./draft/drafts.ts";
import { StaleParts } from "./stale-parts.tsx";
import "./document.css";

const route = getRouteApi(paths.documents);

function findingWords({ findings: { error, warning, info } }: DocumentSummary): string {
  const counted = (count: number, noun: string) =>
    count === 0 ? [] : [`${count} ${noun}${count === 1 ? "" : "s"}`];
  return [...counted(error, "error"), ...counted(warning, "warning"), ...counted(info, "hint")].join(", ");
}

function Findings({ document }: { readonly document: DocumentSummary }) {
  const { error, warning } = document.findings;
  const words = findingWords(document);
  if (words === "") return <StatusMark kind="ok" word="none" />;
  return <StatusMark kind={error > 0 ? "failed" : warning > 0 ? "warning" : "not-verified"} word={words} />;
}

const columns: readonly DataColumn<DocumentSummary>[] = [
  {
    id: "ref",
    head: "Document",
    width: "24%",
    text: ({ ref }) => ref,
    cell: ({ ref }) => (
      <Link to={paths.document} params={{ ref }}>
        <bdi>{ref}</bdi>
      </Link>
    ),
  },
  { id: "title", head: "Title", width: "26%", hideBelow: 768, text: ({ title }) => title },
  { id: "kind", head: "Kind", hideBelow: 1100, text: ({ kind }) => kind },
  { id: "owner", head: "Owner", hideBelow: 768, text: ({ owner }) => owner ?? "nobody" },
  {
    id: "findings",
    head: "Findings",
    text: findingWords,
    sortBy: ({ findings: { error, warning, info } }) => error * 1e6 + warning * 1e3 + info,
    cell: (document) => <Findings document={document} />,
  },
  {
    id: "stale",
    head: "To review",
    text: ({ stale }) => (stale > 0 ? `${stale} stale` : ""),
    sortBy: ({ stale }) => stale,
    cell: ({ stale }) => (stale > 0 ? <StatusMark kind="warning" word={`${stale} stale`} /> : null),
  },
  {
    id: "changed",
    head: "Changed",
    width: "16%",
    hideBelow: 1100,
    text: ({ changedAt }) => changedAt,
    cell: ({ changedAt, changedBy }) => (
      <span className="hf-dim">
        <Ago at={changedAt} /> by <bdi>{actorName(changedBy)}</bdi>
      </span>
    ),
  },
];

const onlyWords = {
  stale: "waiting for a review",
  findings: "with findings",
  errors: "with errors",
} as const;

function isWanted(document: DocumentSummary, only: string | undefined): boolean {
  const { error, warning, info } = document.findings;
  if (only === "stale") return document.stale > 0;
  if (only === "errors") return error > 0;
  return only !== "findings" || error + warning + info > 0;
}

type Filter = "kind" | "owner" | "only";

/** The address with one filter set; an empty one is left out. */
function withFilter(before: DocumentsSearch, name: keyof DocumentsSearch, value: string): DocumentsSearch {
  return Object.fromEntries(Object.entries({ ...before, [name]: value }).filter(([, one]) => one !== ""));
}

/** The three filters beside the search, each kept in the address. */
function Filters({ documents }: { readonly documents: readonly DocumentSummary[] }) {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const choose = (name: Filter) => (event: { readonly currentTarget: HTMLSelectElement }) => {
    const { value } = event.currentTarget;
    void navigate({
      search: (before) => withFilter(before, name, value),
      replace: true,
    });
  };
  const distinct = (values: readonly string[]) => [...new Set(values)].toSorted();
  const kinds = distinct(documents.map(({ kind }) => kind));
  const owners = distinct(documents.map(({ owner }) => owner ?? "nobody"));
  const options = (values: readonly string[]) =>
    values.map((value) => (
      <option key={value} value={value}>
        {value}
      </option>
    ));
  return (
    <>
      <NativeSelect aria-label="Kind" value={search.kind ?? ""} onChange={choose("kind")}>
        <option value="">every kind</option>
        {options(kinds)}
      </NativeSelect>
      <NativeSelect aria-label="Owner" value={search.owner ?? ""} onChange={choose("owner")}>
        <option value="">every owner</option>
        {options(owners)}
      </NativeSelect>
      <NativeSelect aria-label="Only" value={search.only ?? ""} onChange={choose("only")}>
        <option value="">all of them</option>
        {Object.entries(onlyWords).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </NativeSelect>
    </>
  );
}

function Actions() {
  const actor = useActor();
  const drafts = useDrafts();
  const proposals = useQuery({
    queryKey: queryKeys.proposalList(actor),
    queryFn: () => fetchProposals(actor),
  });
  const open = proposals.data?.filter(({ status }) => status === "open").length;
  return (
    <>
      <Link to={paths.proposals} className="hf-button">
        {`Proposals${open === undefined ? "" : ` (${open} open)`}`}
      </Link>
      {drafts !== null && drafts.length > 0 ? (
        <Link to={paths.proposalNew} className="hf-button">
          {`My changes (${drafts.length})`}
        </Link>
      ) : null}
      <Link to={paths.documentNew} className="hf-button">
        New document
      </Link>
    </>
  );
}

function List() {
  const { search = "", kind, owner, only } = route.useSearch();
  const navigate = route.useNavigate();
  const actor = useActor();
  const found = useQuery({ queryKey: queryKeys.documentList(actor), queryFn: () => fetchDocuments(actor) });
  const rows = useMemo(
    () =>
      (found.data?.documents ?? []).filter(
        (document) =>
          (kind === undefined || document.kind === kind) &&
          (owner === undefined || (document.owner ?? "nobody") === owner) &&
          isWanted(document, only),
      ),
    [found.data, kind, owner, only],
  );
  if (found.error) return <ProblemNotice error={found.error} title="The documents cannot be read" />;
  if (found.data === undefined) return <Skeleton label="Reading the documents" rows={10} />;
  if (found.data.total === 0) {
    return (
      <EmptyState title="Nothing is published yet.">
        <p>
          The first documents come from a folder: <code>holdfast apply FOLDER --first</code>, or{" "}
          <code>--estate FOLDER</code> when the server starts.
        </p>
      </EmptyState>
    );
  }
  const onFilter = (typed: string) =>
    void navigate({
      search: (before) => withFilter(before, "search", typed),
      replace: true,
    });
  return (
    <DataTable
      label="Documents"
      rows={rows}
      columns={columns}
      rowKey={({ ref }) => ref}
      onOpen={({ ref }) => void navigate({ to: paths.document, params: { ref } })}
      search
      filter={search}
      onFilter={onFilter}
      toolbar={<Filters documents={found.data.documents} />}
    />
  );
}

/** Answers: what do we say about our estate, who answers for it, and what of it needs somebody's eyes? */
export function DocumentsPage() {
  const actor = useActor();
  const stale = useQuery({ queryKey: queryKeys.stale(actor), queryFn: () => fetchStale(actor) });
  const parts = stale.data ?? [];
  return (
    <div className="shell-page hf-stack">
      <PageHeader
        title="Documents"
        lead="Everything the estate promises, as it is published: each change is proposed, approved by its owner, and kept."
        actions={<Actions />}
      />
      <ProblemNotice error={stale.error} title="What is stale cannot be read" />
      {parts.length > 0 ? (
        <Panel title="Plans to review" aside={<span className="hf-dim">{parts.length}</span>}>
          <StaleParts parts={parts} shownAtFirst={3} />
        </Panel>
      ) : null}
      <List />
    </div>
  );
}
