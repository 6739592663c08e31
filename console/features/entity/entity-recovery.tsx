import { useQuery } from "@tanstack/react-query";
import { type Entity, fetchForecastOf } from "../../api/entities.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { paths } from "../../paths.ts";
import { EmptyState } from "../../ui/empty-state.tsx";
import { Panel } from "../../ui/panel.tsx";
import { useActor } from "../identity/actor.ts";
import { Example } from "./example.tsx";
import { PageLink } from "./page-link.tsx";
import { RefLink } from "./ref-link.tsx";
import { Seconds } from "./seconds-text.tsx";

type Runbook = Entity["relations"]["runbooks"][number];

function Forecast({ name }: { readonly name: string }) {
  const actor = useActor();
  const forecast = useQuery({
    queryKey: queryKeys.forecastOf(name, actor),
    queryFn: () => fetchForecastOf(actor, name),
  });
  if (forecast.error) return <span className="hf-dim">{forecast.error.message}</span>;
  if (forecast.data === undefined) return <span className="hf-dim">forecasting…</span>;
  if (forecast.data === null) return <span className="hf-dim">cannot be carried out with what there is</span>;
  const { complete, backSeconds } = forecast.data;
  return (
    <PageLink to={paths.forecastRunbook} params={{ runbook: name }}>
      {complete ? "" : "at least "}
      <Seconds value={backSeconds.p50} /> typically, <Seconds value={backSeconds.p90} /> in nine of ten
    </PageLink>
  );
}

function Line({ runbook }: { readonly runbook: Runbook }) {
  const { ref, title, purpose, name } = runbook;
  return (
    <li>
      <span>
        <RefLink to={ref} title={title} isKindKnown /> <span className="hf-dim">{purpose}</span>
      </span>
      <span>
        <Forecast name={name} />{" "}
        <PageLink to={paths.runs} search={{ start: name }} className="hf-button" isOnlyLink>
          Start…
        </PageLink>
      </span>
    </li>
  );
}

/** The runbooks that bring it back with how long they take, and the plans that cover it. */
export function EntityRecovery({ relations }: Pick<Entity, "relations">) {
  const { runbooks, mentionedBy } = relations;
  const plans = mentionedBy.filter(({ kind, fields }) => kind === "plan" && fields.includes("covers"));
  return (
    <Panel title="Runbooks and plans that recover it">
      {runbooks.length === 0 ? (
        <EmptyState title="No runbook says that it recovers this">
          <p>Without one nobody can say how long it takes. A runbook names it under recovers:</p>
          <Example kind="runbook" />
        </EmptyState>
      ) : (
        <ul className="entity-lines">
          {runbooks.map((runbook) => (
            <Line key={runbook.ref} runbook={runbook} />
          ))}
        </ul>
      )}
      {plans.length === 0 ? null : (
        <p className="panel-body">
          Covered by{" "}
          {plans.map(({ ref, title }) => (
            <span key={ref} className="entity-inline">
              <RefLink to={ref} title={title} />
            </span>
          ))}
        </p>
      )}
    </Panel>
  );
}
