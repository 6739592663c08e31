import { Fragment } from "react";
import type { Forecast, ProblemAnswer } from "../../api/forecast.ts";
import { Notice } from "../../ui/notice.tsx";
import { RefLink } from "../entity/ref-link.tsx";

type Props = {
  readonly forecast: Forecast | null;
  readonly answer: ProblemAnswer | undefined;
  /** Names in the address that are no longer there. */
  readonly dropped: readonly string[];
};

const listedMax = 12;

function Names({ names }: { readonly names: readonly string[] }) {
  return (
    <span>
      {names.slice(0, listedMax).map((name, at) => (
        <Fragment key={name}>
          {at === 0 ? "" : ", "}
          <bdi className="hf-mono">{name}</bdi>
        </Fragment>
      ))}
      {names.length > listedMax ? ` and ${names.length - listedMax} more` : ""}
    </span>
  );
}

/** What has to be known to read the numbers right. */
export function ForecastNotices({ forecast, answer, dropped }: Props) {
  return (
    <>
      {forecast === null || forecast.complete ? null : (
        <Notice tone="warning" title="A lower bound: the time of a step is unknown">
          <Names names={forecast.unknown} />
          <span className="hf-dim">
            Unknown is not zero: it will take longer than any number here. Give these steps a duration in the
            runbook, or try one under “What if”.
          </span>
        </Notice>
      )}
      {answer === undefined || answer.unlimited.length === 0 ? null : (
        <Notice tone="warning" title="Nobody has said how many there are">
          <span>
            {answer.unlimited.map((name, at) => (
              <Fragment key={name}>
                {at === 0 ? "" : ", "}
                <RefLink to={name} />
              </Fragment>
            ))}
            . Nothing waits for them here, so the truth may be longer.
          </span>
        </Notice>
      )}
      {answer === undefined || answer.conditional.length === 0 ? null : (
        <Notice tone="plain">
          <span>
            Counted although a condition may leave them out: <Names names={answer.conditional} />
          </span>
        </Notice>
      )}
      {dropped.length === 0 || answer === undefined ? null : (
        <Notice tone="warning" title="The address names what is no longer there">
          <Names names={dropped} />
        </Notice>
      )}
    </>
  );
}

type InfeasibleProps = {
  readonly reasons: readonly string[];
  /** Whether it is a change that makes it impossible. */
  readonly isChange?: boolean;
};

/** Why it can never be done, whatever the time. */
export function Infeasible({ reasons, isChange = false }: InfeasibleProps) {
  return (
    <Notice
      tone="failed"
      role="alert"
      title={isChange ? "So it could never be done" : "It can never be done with what there is"}
    >
      {reasons.map((reason) => (
        <span key={reason}>{reason}</span>
      ))}
    </Notice>
  );
}
