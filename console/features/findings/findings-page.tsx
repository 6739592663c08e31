import { useQuery } from "@tanstack/react-query";
import { getRouteApi, useNavigate } from "@tanstack/react-router";
import { type Finding, type FindingReport, fetchAccepted, fetchFindings } from "../../api/findings.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Notice } from "../../ui/notice.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { AcceptedFindings } from "./accepted-findings.tsx";
import { Explanation } from "./explanation.tsx";
import { FindingFilters } from "./finding-filters.tsx";
import { type FindingsSearch, parseFindingsSearch, withoutEmpty } from "./findings-search.ts";
import { SeverityMark, severityWords } from "./severity.tsx";
import "./findings.css";

const route = getRouteApi(paths.findings);
const lookMilliseconds = 15_000;
const ranks = { error: 0, warning: 1, info: 2 } as const;

function Place({ finding }: { readonly finding: Finding }) {
  const { ref, file, line } = finding;
  const place = `${file}:${line}`;
  if (ref === null) return <span className="hf-mono">{place}</span>;
  return (
    <PageLink
      to={paths.documentEdit}
      params={{ ref }}
      search={{ line }}
      className="hf-mono"
      title="Open it there"
    >
      {place}
    </PageLink>
  );
}

function columnsFor(explain: (code: string) => void): readonly DataColumn<Finding>[] {
  return [
    {
      id: "severity",
      head: "Severity",
      width: "104px",
      text: ({ severity }) => severityWords[severity],
      sortBy: ({ severity }) => ranks[severity],
      cell: ({ severity }) => <SeverityMark severity={severity} />,
    },
    {
      id: "message",
      head: "What is wrong",
      width: "44%",
      text: ({ message, help }) => (help === null ? message : `${message}: ${help}`),
      cell: ({ message, help }) => (
        <>
          <bdi>{message}</bdi>
          {help === null ? null : <span className="findings-help">{help}</span>}
        </>
      ),
    },
    {
      id: "code",
      head: "Code",
      text: ({ code }) => code,
      cell: ({ code }) => (
        <button type="button" className="findings-code" onClick={() => explain(code)} title="What this means">
          {code}
        </button>
      ),
    },
    {
      id: "document",
      head: "Document",
      hideBelow: 768,
      text: ({ ref }) => ref ?? "",
      cell: ({ ref }) => (ref === null ? <span className="hf-dim">none</span> : <RefLink to={ref} />),
    },
    {
      id: "place",
      head: "Place",
      hideBelow: 1100,
      text: ({ file, line, column }) => `${file}:${line}:${column}`,
      cell: (finding) => <Place finding={finding} />,
    },
  ];
}

function NothingWrong({ report }: { readonly report: FindingReport }) {
  const all = report.counts.error + report.counts.warning + report.counts.info;
  return all === 0 ? (
    <EmptyState title="The checker finds nothing to complain about">
      <p>
        It holds the documents against one another: references, steps, gates, objectives, copies, contracts,
        people. What it cannot know is whether they are true; exercises and runs show that.
      </p>
    </EmptyState>
  ) : (
    <EmptyState title="Nothing matches these filters">
      <p>There are {all} findings in all.</p>
    </EmptyState>
  );
}

/** Nothing was found and nothing is filtered: then there is nothing to choose from either. */
function isClean({ counts }: FindingReport, { explain: _open, ...filter }: FindingsSearch): boolean {
  return counts.error + counts.warning + counts.info === 0 && Object.keys(filter).length === 0;
}

const headline = ({ error, warning, info }: FindingReport["counts"]) =>
  `${error} errors, ${warning} warnings and ${info} hints in the published documents.`;

type TableProps = {
  readonly report: FindingReport;
  readonly search: FindingsSearch;
  readonly onChange: (part: { readonly [name in keyof FindingsSearch]?: string }) => void;
};

function FindingTable({ report, search, onChange }: TableProps) {
  const { diagnostics, total } = report;
  const explain = (code: string) => onChange({ explain: code });
  return (
    <>
      <DataTable
        label="Findings"
        rows={diagnostics}
        columns={columnsFor(explain)}
        rowKey={({ file, line, column, code, message }) => `${file}:${line}:${column} ${code} ${message}`}
        onOpen={({ code }) => explain(code)}
        search
        filter={search.search ?? ""}
        onFilter={(typed) => onChange({ search: typed })}
        empty={search.search === undefined ? <NothingWrong report={report} /> : undefined}
      />
      {total > diagnostics.length ? (
        <p className="panel-body hf-dim" role="status">
          The worst {diagnostics.length} of {total} are shown: filter to see others.
        </p>
      ) : null}
    </>
  );
}

/** What does the checker say of the published estate? */
export function FindingsPage() {
  const actor = useActor();
  const navigate = useNavigate();
  const search = route.useSearch();
  const { explain, ...filter } = search;
  const report = useQuery({
    queryKey: queryKeys.findingList(filter, actor),
    queryFn: () => fetchFindings(actor, filter),
    placeholderData: (before) => before,
    refetchInterval: lookMilliseconds,
  });
  const accepted = useQuery({
    queryKey: queryKeys.acceptedFindings(actor),
    queryFn: () => fetchAccepted(actor),
  });
  const change = (part: { readonly [name in keyof FindingsSearch]?: string }) => {
    const next = parseFindingsSearch(withoutEmpty({ ...search, ...part }));
    void navigate({ to: paths.findings, search: next, resetScroll: false, replace: true });
  };
  const { data } = report;
  return (
    <div className="shell-page hf-stack">
      <PageHeader title="Findings" lead={data === undefined ? undefined : headline(data.counts)} />
      <ProblemNotice error={report.error ?? accepted.error} title="The findings cannot be read" />
      {data?.isLastGood === true ? (
        <Notice tone="warning" title="These findings are of the folder as it is now">
          It has errors, so it is not in use: the last revision without any is.
        </Notice>
      ) : null}
      {data === undefined || isClean(data, search) ? null : (
        <FindingFilters report={data} search={search} onChange={change} />
      )}
      <div className="findings" data-split={explain !== undefined}>
        <Panel title="What is wrong">
          {data === undefined && !report.error ? <Skeleton label="Reading the findings" rows={8} /> : null}
          {data === undefined ? null : <FindingTable report={data} search={search} onChange={change} />}
        </Panel>
        {explain === undefined ? null : (
          <div className="findings-side">
            <Explanation key={explain} code={explain} onClose={() => change({ explain: "" })} />
          </div>
        )}
      </div>
      <AcceptedFindings accepted={accepted.data ?? []} />
    </div>
  );
}
