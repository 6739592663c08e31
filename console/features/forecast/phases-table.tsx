import type { Forecast } from "../../api/forecast.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { RefLink } from "../entity/ref-link.tsx";

type Props = { readonly phases: Forecast["phases"]; readonly outage: Forecast["outage"] };

/** Who says how long a part takes for which no step stands. */
function Source({ part }: { readonly part: Forecast["outage"][number] | undefined }) {
  if (part === undefined) return <span className="hf-dim">steps of the runbook</span>;
  if (part.ref !== null) return <RefLink to={part.ref} />;
  return (
    <span className="hf-dim">{part.source === "unknown" ? "nobody says" : "past incidents of others"}</span>
  );
}

/** The clock from the impact to the first lasting success, split into its phases. */
export function PhasesTable({ phases, outage }: Props) {
  return (
    <div className="forecast-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">Phase</th>
            <th scope="col" data-align="end">
              P50
            </th>
            <th scope="col" data-align="end">
              P90
            </th>
            <th scope="col" data-align="end">
              P95
            </th>
            <th scope="col">from</th>
          </tr>
        </thead>
        <tbody>
          {phases.map(({ phase, seconds }) => (
            <tr key={phase}>
              <th scope="row">{phase}</th>
              {seconds === null ? (
                <td colSpan={3} className="hf-dim">
                  not counted, or not known
                </td>
              ) : (
                [seconds.p50, seconds.p90, seconds.p95].map((value, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: three quantiles in a fixed order
                  <td key={at} data-align="end">
                    {formatDuration(value)}
                  </td>
                ))
              )}
              <td>{seconds === null ? null : <Source part={outage.find((one) => one.phase === phase)} />}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
