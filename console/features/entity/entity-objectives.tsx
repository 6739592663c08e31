import type { ServiceReadiness } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { moneyText } from "./money.ts";
import { PageLink } from "./page-link.tsx";
import { RefLink } from "./ref-link.tsx";
import { Seconds } from "./seconds-text.tsx";
import { StandingMark } from "./standing.tsx";
import { useServiceReadiness } from "./entity-queries.ts";

function Measured({ of }: { readonly of: ServiceReadiness["rpo"] | ServiceReadiness["rto"] }) {
  const { measuredSeconds, measuredRun, measuredAt } = of;
  if (measuredSeconds === null || measuredRun === null) return <span className="hf-dim">never measured</span>;
  return (
    <PageLink to={paths.run} params={{ id: measuredRun }}>
      <Seconds value={measuredSeconds} /> {measuredAt === null ? null : <Instant at={measuredAt} />}
    </PageLink>
  );
}

function RtoRow({ rto }: Pick<ServiceReadiness, "rto">) {
  const { requiredSeconds, forecast, complete, runbook, probabilityMet, withDependencies } = rto;
  return (
    <tr>
      <th scope="row">Time to be back (RTO)</th>
      <td data-head="Required">
        <Seconds value={requiredSeconds} unknown="not set" />
      </td>
      <td data-head="Forecast">
        {forecast === null || runbook === null ? (
          <span className="hf-dim">no runbook that can be forecast</span>
        ) : (
          <>
            <PageLink to={paths.forecastRunbook} params={{ runbook }}>
              {complete ? null : "at least "}
              <Seconds value={forecast.p90} />
            </PageLink>{" "}
            <span className="hf-dim">
              in nine of ten
              {probabilityMet === null ? "" : `; met in ${Math.round(probabilityMet * 1000) / 10} %`}
              {withDependencies === null || withDependencies.limitedBy === "" ? "" : `; with all it needs `}
            </span>
            {withDependencies === null ? null : <Seconds value={withDependencies.seconds} />}
          </>
        )}
      </td>
      <td data-head="Measured">
        <Measured of={rto} />
      </td>
    </tr>
  );
}

function RpoRow({ rpo }: Pick<ServiceReadiness, "rpo">) {
  return (
    <tr>
      <th scope="row">Data that may be lost (RPO)</th>
      <td data-head="Required">
        <Seconds value={rpo.requiredSeconds} unknown="not set" />
      </td>
      <td data-head="Forecast">
        {rpo.forecastSeconds === null && rpo.of === null ? (
          <span className="hf-dim">no copy that says how far it is behind</span>
        ) : (
          <>
            <Seconds value={rpo.forecastSeconds} />{" "}
            {rpo.of === null ? null : (
              <span className="hf-dim">
                by the copies of <RefLink to={rpo.of} />
              </span>
            )}
          </>
        )}
      </td>
      <td data-head="Measured">
        <Measured of={rpo} />
      </td>
    </tr>
  );
}

/** What is promised of a service against what it can keep: required, forecast, measured, side by side. */
export function EntityObjectives({ target }: { readonly target: string }) {
  const { data, error, isLoading } = useServiceReadiness(target);
  if (data === undefined && error === null && !isLoading) return null;
  return (
    <Panel
      title="Objectives against capability"
      aside={data === undefined ? null : <StandingMark standing={data.standing} />}
    >
      <ProblemNotice error={error} title="The forecast cannot be read" />
      {isLoading ? (
        <div className="panel-body">
          <Skeleton label="Forecasting" lines={3} />
        </div>
      ) : null}
      {data === undefined ? null : (
        <>
          <div className="entity-scroll">
            <table className="entity-table">
              <thead>
                <tr>
                  <td />
                  <th scope="col">Required</th>
                  <th scope="col">Forecast</th>
                  <th scope="col">Measured</th>
                </tr>
              </thead>
              <tbody>
                <RtoRow rto={data.rto} />
                <RpoRow rpo={data.rpo} />
              </tbody>
            </table>
          </div>
          <p className="panel-body">
            {data.functions.length === 0 ? (
              <span className="hf-dim">No business function is down because of it alone.</span>
            ) : (
              <>
                Its loss stops{" "}
                {data.functions.map((ref) => (
                  <span key={ref} className="entity-inline">
                    <RefLink to={ref} />{" "}
                  </span>
                ))}
                {data.exposure.length === 0
                  ? ", and nobody has said what that costs."
                  : `and costs ${moneyText(data.exposure)} in a day.`}
              </>
            )}
          </p>
        </>
      )}
    </Panel>
  );
}
