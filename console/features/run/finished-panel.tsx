import type { RunView } from "#core/run/view.ts";
import { evidenceUrl, publicKeyUrl } from "../../api/runs.ts";
import { Facts } from "../../ui/facts.tsx";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { runStatus } from "./step-status.ts";
import { WayBack } from "./way-back.tsx";

type Props = { readonly run: RunView };

function verdictWords({ verdict, totalSeconds, rtoSeconds }: RunView["clock"]): string {
  const total = totalSeconds === null ? "" : formatDuration(totalSeconds);
  const rto = rtoSeconds === null ? "" : formatDuration(rtoSeconds);
  switch (verdict) {
    case "met":
      return `met: service was back after ${total}, the objective is ${rto}`;
    case "missed":
      return `missed: ${total}, the objective is ${rto}`;
    case "pending":
      return `open: outside transactions have not succeeded again yet, after ${total}`;
    case "no-objective":
      return `none stated; it took ${total}`;
    case "no-impact":
      return "no impact was recorded, so there is nothing to measure against";
    default:
      return verdict satisfies never;
  }
}

/** From the start of the run to its end, which is not the clock of the impact. */
function tookWords({ startedAt, finishedAt }: RunView): string | null {
  if (startedAt === null || finishedAt === null) return null;
  return formatDuration((Date.parse(finishedAt) - Date.parse(startedAt)) / 1000);
}

/** Where the time went, and what says so. The bar itself stands in the header. */
function PhaseEvidence({ clock }: Pick<RunView, "clock">) {
  if (clock.phases.length === 0) return null;
  return (
    <details>
      <summary>Duration by phase, and what it is measured by</summary>
      <Facts
        rows={clock.phases.map(({ phase, seconds, evidence }) => [
          phase,
          <span key={phase}>
            {formatDuration(seconds)} <span className="hf-dim">{evidence}</span>
          </span>,
        ])}
      />
    </details>
  );
}

/** How it ended, what it took, and the proof. */
export function FinishedPanel({ run }: Props) {
  const exceptions = run.steps.filter(
    ({ status, repeated }) => status === "skipped" || status === "done-by-hand" || repeated,
  );
  return (
    <Panel title="Result" aside={<StatusMark {...runStatus(run.status, run.result)} />}>
      <div className="panel-body hf-stack">
        <Facts
          rows={[
            ["Finished", run.finishedAt === null ? null : <Instant key="at" at={run.finishedAt} />],
            ["Took", tookWords(run)],
            ["RTO", verdictWords(run.clock)],
            ["Exceptions", exceptions.map(({ title }) => title).join("; ")],
          ]}
        />
        <WayBack run={run} />
        <PhaseEvidence clock={run.clock} />
        <p>
          <a href={evidenceUrl(run.id)} download>
            Download the signed evidence bundle
          </a>
          {" and "}
          <a href={publicKeyUrl} download="holdfast-public-key.pem">
            the public key
          </a>
          .{" "}
          <span className="hf-dim">
            Check it anywhere: <code className="hf-mono">holdfast evidence verify FILE --public-key KEY</code>
          </span>
        </p>
      </div>
    </Panel>
  );
}
