import { useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { fetchIncidents, type IncidentSummary } from "../../api/incidents.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Ago, Instant } from "../../ui/instant.tsx";
import { PageHeader } from "../../ui/page-header.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { incidentMark } from "../incident/incident-mark.ts";
import { OpenIncident } from "./open-incident.tsx";
import "./incidents.css";

const columns: readonly DataColumn<IncidentSummary>[] = [
  {
    id: "title",
    head: "Incident",
    text: ({ title }) => title,
    cell: ({ id, title, mode }) => (
      <Link to={paths.incident} params={{ id }}>
        {mode === "exercise" ? <strong>EXERCISE </strong> : null}
        <bdi>{title}</bdi>
      </Link>
    ),
  },
  {
    id: "status",
    head: "Status",
    text: ({ status, severity }) => incidentMark(status, severity).word,
    cell: ({ status, severity }) => <StatusMark {...incidentMark(status, severity)} />,
  },
  {
    id: "services",
    head: "What is hit",
    hideBelow: 768,
    text: ({ services }) => services.join(", "),
    cell: ({ services }) => services.map((ref) => <RefLink key={ref} to={ref} isKindKnown />),
  },
  {
    id: "next",
    head: "Next due",
    hideBelow: 768,
    text: ({ nextDueAt }) => nextDueAt ?? "",
    cell: ({ nextDueAt }) =>
      nextDueAt === null ? <span className="hf-dim">nothing</span> : <Instant at={nextDueAt} />,
  },
  {
    id: "opened",
    head: "Opened",
    text: ({ openedAt }) => openedAt,
    cell: ({ openedAt }) => <Ago at={openedAt} />,
  },
];

/** What is broken now, and what was? */
export function IncidentsPage() {
  const actor = useActor();
  const navigate = useNavigate();
  const { data, error } = useQuery({
    queryKey: queryKeys.incidentList(actor),
    queryFn: () => fetchIncidents(actor),
  });
  return (
    <div className="shell-page">
      <PageHeader
        title="Incidents"
        lead="From the first fact to a declared disaster and back: what is known, who comes, until when one may wait."
        actions={<Link to={paths.detection}>How failures are noticed</Link>}
      />
      <ProblemNotice error={error} title="The incidents cannot be read" />
      <div className="incidents-columns">
        <Panel title="All incidents">
          {data === undefined ? (
            error === null && <Skeleton label="Reading the incidents" rows={4} />
          ) : (
            <DataTable
              label="Incidents"
              rows={data}
              columns={columns}
              rowKey={({ id }) => id}
              onOpen={({ id }) => void navigate({ to: paths.incident, params: { id } })}
              search
              empty={
                <EmptyState title="Nothing has gone wrong yet">
                  An incident is opened by alerts beyond the thresholds of a monitor, or by you, here.
                  Practise it as an exercise: everything works, and every message says that it is one.
                </EmptyState>
              }
            />
          )}
        </Panel>
        <OpenIncident />
      </div>
    </div>
  );
}
