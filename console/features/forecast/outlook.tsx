import type { ForecastSummary } from "#core/analysis/forecast/summarize.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { StatusMark } from "../../ui/status-mark.tsx";
import { boundText, differenceText, objectiveText, percentText, verdictOf } from "./forecast-words.ts";
import "./forecast.css";

/** What is shown of a forecast, wherever it was computed. */
export type Told = Pick<
  ForecastSummary,
  | "trials"
  | "seconds"
  | "backSeconds"
  | "backStandardErrors"
  | "probabilityMet"
  | "probabilityMargin"
  | "curve"
  | "histogram"
> & { readonly complete: boolean };

const quantiles = [
  ["p50", "P50", "half of the recoveries"],
  ["p90", "P90", "nine of ten"],
  ["p95", "P95", "19 of 20"],
  ["p99", "P99", "99 of 100"],
] as const;

type QuantileId = (typeof quantiles)[number][0];

type Props = {
  readonly base: Told | null;
  /** Null where nothing is changed. */
  readonly changed: Told | null;
  readonly rtoSeconds: number | null;
};

function Figure({
  told,
  id,
  beside,
}: {
  readonly told: Told;
  readonly id: QuantileId;
  readonly beside: Told | null;
}) {
  const error = told.backStandardErrors[id];
  return (
    <>
      <span className="outlook-figure">{boundText(told.backSeconds[id], told.complete)}</span>
      <span className="hf-dim outlook-error">± {formatDuration(error)}</span>
      {beside === null ? null : (
        <span className="outlook-difference" data-better={told.backSeconds[id] < beside.backSeconds[id]}>
          {differenceText(told.backSeconds[id] - beside.backSeconds[id])}
        </span>
      )}
    </>
  );
}

function Row({
  name,
  told,
  beside,
}: {
  readonly name: string;
  readonly told: Told;
  readonly beside: Told | null;
}) {
  const verdict = verdictOf(told.probabilityMet, told.complete);
  return (
    <tr>
      <th scope="row">
        {name}
        <span className="hf-dim outlook-trials">{told.trials.toLocaleString()} trials</span>
      </th>
      {quantiles.map(([id, head]) => (
        <td key={id} data-head={head}>
          <Figure told={told} id={id} beside={beside} />
        </td>
      ))}
      <td data-head="RTO">
        <StatusMark kind={verdict.kind} word={verdict.word} />
        {told.probabilityMet === null ? null : (
          <span className="outlook-probability">
            {percentText(told.probabilityMet)}
            {told.probabilityMargin === null ? null : (
              <span className="hf-dim"> ± {percentText(told.probabilityMargin)}</span>
            )}
          </span>
        )}
      </td>
    </tr>
  );
}

/** When users have the service back, as things are and as they would be, side by side. */
export function Outlook({ base, changed, rtoSeconds }: Props) {
  const shown = changed ?? base;
  if (shown === null) return null;
  return (
    <div className="outlook">
      <p className="outlook-words">{objectiveText(rtoSeconds, shown.probabilityMet)}</p>
      <div className="outlook-scroll" tabIndex={0} role="region" aria-label="When the service is back">
        <table className="outlook-table">
          <thead>
            <tr>
              <th scope="col">The service is back within</th>
              {quantiles.map(([id, name, words]) => (
                <th key={id} scope="col" title={`not exceeded by ${words}`}>
                  {name}
                </th>
              ))}
              <th scope="col">RTO {rtoSeconds === null ? "" : formatDuration(rtoSeconds)}</th>
            </tr>
          </thead>
          <tbody>
            {base === null ? null : <Row name="As it is" told={base} beside={null} />}
            {changed === null ? null : <Row name="As changed" told={changed} beside={base} />}
          </tbody>
        </table>
      </div>
    </div>
  );
}
