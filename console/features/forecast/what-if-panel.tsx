import { useId, useMemo, useState } from "react";
import type { DurationChange } from "#core/analysis/forecast/duration-change.ts";
import type { ForecastStep } from "#core/analysis/forecast/forecast-model.ts";
import type { Resource } from "#core/analysis/schedule/schedule-problem.ts";
import type { WhatIf } from "#core/analysis/forecast/what-if.ts";
import type { Forecast, ProblemAnswer } from "../../api/forecast.ts";
import { copyText } from "../../ui/copy-text.ts";
import { Icon } from "../../ui/icon.tsx";
import { Panel } from "../../ui/panel.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { changeText, modelText } from "./change-text.ts";
import { DurationField } from "./duration-field.tsx";
import type { Changes } from "./use-changes.ts";
import "./what-if.css";

type Props = {
  readonly answer: ProblemAnswer;
  /** What is known of what matters; null where it cannot be done as it is. */
  readonly forecast: Forecast | null;
  readonly changes: Changes;
  readonly command: string;
  /** Opens the form in which the changes become a proposal. */
  readonly onPropose: () => void;
  /** How exact the numbers on the page are. */
  readonly status: string;
};

/** So many of the steps that matter most stand ready; all others can be chosen. */
const offeredMax = 6;

function without<Value>(from: { readonly [name: string]: Value }, name: string): { [name: string]: Value } {
  return Object.fromEntries(Object.entries(from).filter(([other]) => other !== name));
}

const withCapacity = (whatIf: WhatIf, name: string, units: number | null): WhatIf => ({
  ...whatIf,
  capacity: units === null ? without(whatIf.capacity, name) : { ...whatIf.capacity, [name]: units },
});

const withDuration = (whatIf: WhatIf, step: string, change: DurationChange | null): WhatIf => ({
  ...whatIf,
  durations: change === null ? without(whatIf.durations, step) : { ...whatIf.durations, [step]: change },
});

type CapacityProps = {
  readonly resource: Resource;
  readonly assumed: number | undefined;
  readonly onChange: (units: number | null) => void;
};

function CapacityField({ resource, assumed, onChange }: CapacityProps) {
  const id = useId();
  const shown = assumed ?? resource.capacity;
  const give = (units: number) => onChange(units === resource.capacity ? null : Math.max(0, units));
  return (
    <div className="what-if-row" data-changed={assumed !== undefined}>
      <label htmlFor={id}>
        <RefLink to={resource.id} />
        <span className="hf-dim what-if-known">
          {resource.capacity === null ? "nobody has said how many" : `there are ${resource.capacity}`}
          {resource.changes.length > 0 ? ", then by roster" : ""}
        </span>
      </label>
      <span className="stepper">
        <button
          type="button"
          aria-label={`One less of ${resource.id}`}
          onClick={() => give((shown ?? 1) - 1)}
        >
          <Icon name="minus" size={12} />
        </button>
        <input
          id={id}
          type="number"
          min={0}
          max={1_000_000}
          step="any"
          placeholder="∞"
          value={shown ?? ""}
          onChange={(event) => {
            const typed = event.currentTarget.valueAsNumber;
            if (Number.isNaN(typed)) onChange(null);
            else give(typed);
          }}
        />
        <button
          type="button"
          aria-label={`One more of ${resource.id}`}
          onClick={() => give((shown ?? 0) + 1)}
        >
          <Icon name="plus" size={12} />
        </button>
      </span>
    </div>
  );
}

/** Steps worth trying: those without a time, those that are changed, those everything waited for. */
function offeredSteps(
  answer: ProblemAnswer,
  forecast: Forecast | null,
  added: readonly string[],
  now: WhatIf,
) {
  const known = new Map(answer.problem.steps.map((step) => [step.id, step]));
  const unknown = answer.problem.steps.filter(({ duration }) => duration.type === "unknown");
  const wide = forecast?.tornado.map(({ step }) => step) ?? [];
  const critical = forecast?.critical.map(({ step }) => step) ?? [];
  const all = [...new Set([...wide, ...critical])].filter((step) => !isMoment(known.get(step)));
  // Users wait for these; what is done after the service is back comes behind them.
  const matters = all.toSorted(
    (one, other) => Number(isAfter(known.get(one))) - Number(isAfter(known.get(other))),
  );
  const wanted = [
    ...unknown.slice(0, offeredMax).map(({ id }) => id),
    ...Object.keys(now.durations),
    ...added,
    ...matters.slice(0, offeredMax),
  ];
  return [...new Set(wanted)].flatMap((id) => known.get(id) ?? []);
}

const isAfter = (step: ForecastStep | undefined) => step?.isBeforeBack === false;

const isMoment = (step: ForecastStep | undefined) =>
  step === undefined || (step.duration.type === "fixed" && step.duration.seconds === 0);

type AddProps = { readonly answer: ProblemAnswer; readonly onAdd: (step: string) => void };

function AddStep({ answer, onAdd }: AddProps) {
  const id = useId();
  const [typed, setTyped] = useState("");
  const names = useMemo(() => new Set(answer.problem.steps.map((step) => step.id)), [answer]);
  const choose = (value: string) => {
    if (!names.has(value)) return setTyped(value);
    onAdd(value);
    setTyped("");
  };
  return (
    <div className="what-if-add">
      <label htmlFor={id}>Another step</label>
      <input
        id={id}
        list={`${id}-steps`}
        value={typed}
        placeholder="its name"
        autoComplete="off"
        onChange={(event) => choose(event.currentTarget.value)}
      />
      <datalist id={`${id}-steps`}>
        {answer.labels.map(({ step, title }) => (
          <option key={step} value={step}>
            {title}
          </option>
        ))}
      </datalist>
    </div>
  );
}

function ChangeList({ changes, answer }: { readonly changes: Changes; readonly answer: ProblemAnswer }) {
  const { now, set } = changes;
  const capacities = new Map(answer.problem.resources.map(({ id, capacity }) => [id, capacity]));
  const known = new Map(answer.problem.steps.map((step) => [step.id, step.duration]));
  const rows = [
    ...Object.entries(now.capacity).map(([name, units]) => ({
      name,
      words: `${units} instead of ${capacities.get(name) ?? "any number"}`,
      remove: () => set(withCapacity(now, name, null)),
    })),
    ...Object.entries(now.durations).map(([step, change]) => ({
      name: step,
      words: `${changeText(change)} instead of ${modelText(known.get(step) ?? { type: "unknown" })}`,
      remove: () => set(withDuration(now, step, null)),
    })),
  ];
  if (rows.length === 0)
    return <p className="hf-dim">Nothing is changed. Move something below: the numbers follow at once.</p>;
  return (
    <ul className="what-if-changes" aria-label="What is changed">
      {rows.map(({ name, words, remove }) => (
        <li key={name}>
          <span>
            <bdi className="hf-mono">{name}</bdi> {words}
          </span>
          <button type="button" className="icon-button" aria-label={`Take back ${name}`} onClick={remove}>
            <Icon name="close" size={12} />
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Where a person tries what more people or faster steps would bring. What is there stays beside it. */
export function WhatIfPanel({ answer, forecast, changes, command, onPropose, status }: Props) {
  const [added, setAdded] = useState<readonly string[]>([]);
  const { now, set } = changes;
  const titles = useMemo(() => new Map(answer.labels.map(({ step, title }) => [step, title])), [answer]);
  const needed = answer.problem.resources;
  return (
    <Panel title="What if…" aside={<span className="hf-dim what-if-status">{status}</span>}>
      <div className="panel-body hf-stack">
        <ChangeList changes={changes} answer={answer} />
        <div className="what-if-actions">
          <button type="button" disabled={!changes.canUndo} onClick={changes.undo}>
            <Icon name="undo" size={14} /> Undo
          </button>
          <button type="button" disabled={!changes.isChanged} onClick={changes.reset}>
            Reset
          </button>
          <button type="button" onClick={() => void copyText(command, "The command")}>
            <Icon name="copy" size={14} /> Copy as command
          </button>
          <button type="button" disabled={!changes.isChanged} onClick={onPropose}>
            Propose…
          </button>
        </div>
        {needed.length === 0 ? (
          <p className="hf-dim">No step needs anybody, so more people would change nothing.</p>
        ) : (
          <fieldset className="what-if-group">
            <legend>People and things</legend>
            {needed.map((resource) => (
              <CapacityField
                key={resource.id}
                resource={resource}
                assumed={now.capacity[resource.id]}
                onChange={(units) => set(withCapacity(now, resource.id, units))}
              />
            ))}
          </fieldset>
        )}
        <fieldset className="what-if-group">
          <legend>Times of steps</legend>
          {offeredSteps(answer, forecast, added, now).map((step) => (
            <DurationField
              key={step.id}
              step={step}
              title={titles.get(step.id) ?? step.id}
              change={now.durations[step.id]}
              onChange={(change) => set(withDuration(now, step.id, change))}
            />
          ))}
          <AddStep answer={answer} onAdd={(step) => setAdded((all) => [...all, step])} />
        </fieldset>
      </div>
    </Panel>
  );
}
