import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { type Detection, type DetectionRule, fetchDetection } from "../../api/detection.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
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
import { ruleMark } from "./rule-mark.ts";
import { RuleReplay } from "./rule-replay.tsx";
import { RuleWitnesses } from "./rule-witnesses.tsx";
import "./detection.css";

const route = getRouteApi(paths.detection);

/** Looks come in all the time and are no events of the log: the page asks again. */
const askAgainMilliseconds = 5000;

const columns: readonly DataColumn<DetectionRule>[] = [
  {
    id: "title",
    head: "Rule",
    text: ({ title, rule }) => `${title} ${rule}`,
    cell: ({ title, rule }) => (
      <Link to={paths.detection} search={{ rule }}>
        <bdi>{title}</bdi>
      </Link>
    ),
  },
  {
    id: "status",
    head: "Status",
    text: (rule) => ruleMark(rule).word,
    cell: (rule) => <StatusMark {...ruleMark(rule)} />,
  },
  {
    id: "heard",
    head: "Vantage points heard",
    align: "end",
    hideBelow: 768,
    text: ({ points, quorum }) =>
      `${points.filter(({ says }) => says !== "unknown").length} of ${points.length}, ${quorum} needed`,
  },
];

const crumbs = [
  <Link key="incidents" to={paths.incidents}>
    Incidents
  </Link>,
];

/** What is watched, from where, and when does it count? */
export function DetectionPage() {
  const actor = useActor();
  const { rule: chosen } = route.useSearch();
  const navigate = route.useNavigate();
  const { data, error } = useQuery({
    queryKey: queryKeys.detectionFor(actor),
    queryFn: () => fetchDetection(actor),
    refetchInterval: askAgainMilliseconds,
  });
  const rule = data?.rules.find((one) => one.rule === chosen);
  return (
    <div className="shell-page">
      <PageHeader
        title="Detection"
        crumbs={crumbs}
        lead="What is watched, from where, and when it counts: beyond its threshold a failure opens an incident, below it nothing is started."
      />
      <ProblemNotice error={error} title="Detection cannot be read" />
      <div className="detection-columns" data-open={rule !== undefined}>
        <div className="detection-rules">
          <Panel title="Rules">
            {data === undefined ? (
              error === null && <Skeleton label="Reading the rules" rows={4} />
            ) : (
              <DataTable
                label="Rules"
                rows={data.rules}
                columns={columns}
                rowKey={(one) => one.rule}
                onOpen={(one) => void navigate({ search: { rule: one.rule } })}
                {...(chosen === undefined ? {} : { selected: chosen })}
                search
                empty={
                  <EmptyState title="Nothing is watched yet">
                    Write a Monitor with a check, which agents look at, or with signals, which it takes from
                    Alertmanager and others. It says from how many places and for how long a failure is seen
                    before it counts.
                  </EmptyState>
                }
              />
            )}
          </Panel>
        </div>
        {rule === undefined ? null : (
          <div className="detection-rule hf-stack">
            <RuleWitnesses key={rule.rule} rule={rule} />
            <RuleReplay key={`${rule.rule} replay`} rule={rule.rule} />
          </div>
        )}
        {data === undefined ? null : (
          <div className="detection-agents hf-stack">
            <Agents detection={data} />
          </div>
        )}
      </div>
    </div>
  );
}

function Agents({ detection: { agents, unmapped, unmappedTotal } }: { readonly detection: Detection }) {
  return (
    <>
      <Panel title="Agents">
        {agents.length === 0 ? (
          <EmptyState title="No agent looks">
            Start one where there is a view of its own: <code>holdfast probe --vantage NAME</code>
          </EmptyState>
        ) : (
          <ul className="panel-body detection-witnesses">
            {agents.map(({ name, seenAt }) => (
              <li key={name}>
                <bdi>{name}</bdi>{" "}
                <span className="hf-dim">{seenAt === null ? "not heard" : <Ago at={seenAt} />}</span>
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {unmappedTotal === 0 ? null : (
        <Panel title={`Alerts that no monitor takes: ${unmappedTotal}`}>
          <ul className="panel-body detection-witnesses">
            {unmapped.map(({ source, title, labels }) => (
              <li key={`${source} ${title} ${JSON.stringify(labels)}`}>
                <bdi>{title}</bdi> <span className="hf-dim">{source}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}
