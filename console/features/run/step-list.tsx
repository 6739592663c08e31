import { TextInput } from "@mantine/core";
import { type RefObject, useState } from "react";
import type { RunView, StepView } from "#core/run/view.ts";
import { Panel } from "../../ui/panel.tsx";
import { stepStatus } from "./step-status.ts";
import { StepRow } from "./step-row.tsx";
import "./step-list.css";

type Props = {
  readonly run: RunView;
  readonly selected: string | null;
  readonly filterRef: RefObject<HTMLInputElement | null>;
};

/** Whether what somebody typed is found in what a row shows. */
function matches(step: StepView, text: string): boolean {
  const { word } = stepStatus(step.status, step.activity);
  const shown = [
    step.id,
    step.title,
    step.phase,
    step.responsible,
    step.accountable,
    word,
    step.action ?? "",
  ];
  return shown.join(" ").toLowerCase().includes(text.trim().toLowerCase());
}

/** The steps of the run in the order of the plan. */
export function StepList({ run, selected, filterRef }: Props) {
  const [filter, setFilter] = useState("");
  const shown = run.steps.filter((step) => matches(step, filter));
  const settled = run.steps.filter(({ settledAt }) => settledAt !== null).length;
  return (
    <Panel
      title="Steps"
      aside={
        <>
          <span className="hf-dim step-count">
            {filter === ""
              ? `${settled} of ${run.steps.length} settled`
              : `${shown.length} of ${run.steps.length} shown`}
          </span>
          <TextInput
            ref={filterRef}
            size="xs"
            className="step-filter"
            aria-label="Filter the steps"
            placeholder="Filter  /"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        </>
      }
    >
      {shown.length === 0 ? <p className="panel-body hf-dim">No step matches “{filter}”.</p> : null}
      <ol className="step-list">
        {shown.map((step) => (
          <StepRow
            key={step.id}
            run={run}
            step={step}
            number={run.steps.indexOf(step) + 1}
            isSelected={step.id === selected}
          />
        ))}
      </ol>
    </Panel>
  );
}
