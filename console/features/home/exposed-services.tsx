import { useNavigate } from "@tanstack/react-router";
import type { Readiness, ServiceReadiness } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { DataTable } from "../../ui/data-table.tsx";
import { EmptyState } from "../../ui/empty-state.tsx";
import { formatCoarse } from "../../ui/format-duration.ts";
import { Panel } from "../../ui/panel.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { serviceColumns } from "../entity/service-columns.tsx";
import { Example } from "../entity/example.tsx";

/** So many are read at a glance; the others stand in the list of services. */
const shownMost = 12;

/** The outages, in seconds, for which one may want to know what they cost. */
const outages = [3600, 4 * 3600, 86_400, 3 * 86_400, 7 * 86_400];

type Props = {
  readonly readiness: Readiness | undefined;
  readonly after: number;
  readonly onAfter: (seconds: number) => void;
};

function OutageChoice({ after, onAfter }: Omit<Props, "readiness">) {
  return (
    <label className="hf-small hf-dim home-outage">
      Loss after an outage of{" "}
      <select value={after} onChange={(event) => onAfter(Number(event.currentTarget.value))}>
        {[...new Set([...outages, after])]
          .toSorted((one, other) => one - other)
          .map((seconds) => (
            <option key={seconds} value={seconds}>
              {formatCoarse(seconds)}
            </option>
          ))}
      </select>
    </label>
  );
}

/** What is lost first, and is it back in time? The most exposed services with what is required, forecast and measured. */
export function ExposedServices({ readiness, after, onAfter }: Props) {
  const navigate = useNavigate();
  const all: readonly ServiceReadiness[] = readiness?.services ?? [];
  return (
    <Panel
      title="Services by exposure"
      aside={
        all.length > shownMost ? (
          <PageLink to={paths.estate} search={{ kind: "service" }}>
            all {all.length} services
          </PageLink>
        ) : null
      }
    >
      {readiness === undefined ? (
        <div className="panel-body">
          <Skeleton label="Forecasting the services" rows={5} />
        </div>
      ) : (
        <DataTable
          label="Services"
          rows={all.slice(0, shownMost)}
          columns={serviceColumns(after)}
          rowKey={({ ref }) => ref}
          onOpen={({ ref }) => void navigate({ to: paths.entity, params: { ref } })}
          toolbar={<OutageChoice after={after} onAfter={onAfter} />}
          empty={
            <EmptyState title="No service is described yet">
              <p>
                A service is what users see. Its document says how fast it has to be back, and what it needs.
              </p>
              <Example kind="service" />
            </EmptyState>
          }
        />
      )}
    </Panel>
  );
}
