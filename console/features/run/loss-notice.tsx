import type { RunView } from "#core/run/view.ts";
import { formatDuration } from "../../ui/format-duration.ts";
import { Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { lossStatement } from "./loss.ts";
import { StepLink } from "./step-link.tsx";

type Props = { readonly run: RunView };

/** What data is lost by going on, or was lost: said in full view, not in the output of a step. */
export function LossNotice({ run }: Props) {
  const loss = lossStatement(run);
  if (!loss) return null;
  const { records, lossSeconds, missing, acknowledgedRecords, safePoint, step } = loss;
  const isNone = records === 0 && (lossSeconds ?? 0) === 0;
  const seconds = lossSeconds === null ? "an unknown time" : formatDuration(lossSeconds);
  const rpo = run.rpoSeconds === null ? "no RPO stated" : `RPO ${formatDuration(run.rpoSeconds)}`;
  const title = isNone
    ? "Data loss: none"
    : `Data loss: ${records} acknowledged ${records === 1 ? "record" : "records"}, ${seconds} (${rpo})`;
  return (
    <Notice tone={isNone ? "plain" : "warning"} title={title}>
      <span>
        {acknowledgedRecords === null ? "" : `Of ${acknowledgedRecords} records acknowledged outside. `}
        {safePoint.lastCommitAt === null ? (
          ""
        ) : (
          <>
            Newest safe point <Instant at={safePoint.lastCommitAt} />.{" "}
          </>
        )}
        Stated by{" "}
        <StepLink run={run.id} step={step.id}>
          <bdi>{step.title}</bdi>
        </StepLink>
        {step.settledAt === null ? null : (
          <>
            , <Instant at={step.settledAt} />
          </>
        )}
        .
      </span>
      {missing.length === 0 ? null : (
        <details>
          <summary>The missing records, one by one</summary>
          <pre className="hf-pre">{missing.join("\n")}</pre>
        </details>
      )}
    </Notice>
  );
}
