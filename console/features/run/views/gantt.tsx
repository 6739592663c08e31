import { memo, useMemo, useState } from "react";
import type { RunState } from "#core/run/state.ts";
import type { RunView } from "#core/run/view.ts";
import { clockTime } from "../../../ui/clock-time.ts";
import { EmptyState } from "../../../ui/empty-state.tsx";
import { useShortcuts } from "../../../ui/shortcuts.ts";
import { useRunAddress } from "../run-address.ts";
import type { Outlook } from "../outlook/use-outlook.ts";
import { useRunNow } from "../run-time.ts";
import { StepLink } from "../step-link.tsx";
import { stepStatus } from "../step-status.ts";
import { type GanttBar, ganttExtent, type GanttRow, ganttRows, type Span } from "./gantt-rows.ts";
import { usePlanned } from "./use-planned.ts";
import "./gantt.css";

type Props = {
  readonly run: RunView;
  readonly state: RunState;
  readonly outlook: Outlook | null;
  readonly selected: string | null;
};

const zooms = [1, 3, 10, 30] as const;
const lanePixels = 30;
/** The picture follows the clock in steps: drawing thousands of bars each second tells nobody more. */
const beatMilliseconds = 2000;

type Scale = (moment: number) => string;

function placed(span: Span, scale: Scale, extent: Span) {
  const width = (100 * (span.to - span.from)) / (extent.to - extent.from);
  return { left: scale(span.from), width: `max(3px, ${width}%)` };
}

const Bar = memo(function Bar({
  bar,
  run,
  extent,
  isSelected,
}: {
  readonly bar: GanttBar;
  readonly run: string;
  readonly extent: Span;
  readonly isSelected: boolean;
}) {
  const scale: Scale = (moment) => `${(100 * (moment - extent.from)) / (extent.to - extent.from)}%`;
  const { step, planned, actual, forecast, lane } = bar;
  const { kind, word } = stepStatus(step.status, step.activity);
  const top = lane * lanePixels;
  const main = actual ?? forecast ?? planned;
  return (
    <>
      {planned === null ? null : (
        <span
          className="gantt-planned"
          aria-hidden="true"
          style={{ top: top + 22, ...placed(planned, scale, extent) }}
        />
      )}
      {forecast === null ? null : (
        <span
          className="gantt-forecast"
          aria-hidden="true"
          style={{ top: top + 3, ...placed(forecast, scale, extent) }}
        />
      )}
      {main === null ? null : (
        <span
          className="gantt-bar"
          data-kind={kind}
          data-actual={actual !== null}
          data-selected={isSelected}
          style={{ top: top + 3, ...placed(main, scale, extent) }}
        >
          <StepLink run={run} step={step.id} className="gantt-link" isCurrent={isSelected}>
            <bdi>{step.title}</bdi>
            <span className="hf-hidden">
              , {word}
              {actual === null ? ", not begun" : `, from ${clockTime(new Date(actual.from).toISOString())}`}
            </span>
          </StepLink>
        </span>
      )}
    </>
  );
});

function Ticks({ extent, zoom }: { readonly extent: Span; readonly zoom: number }) {
  const count = 6 * zoom;
  return Array.from({ length: count }, (_, index) => {
    const moment = extent.from + ((extent.to - extent.from) * index) / count;
    return (
      <span key={moment} className="gantt-tick" style={{ left: `${(100 * index) / count}%` }}>
        {clockTime(new Date(moment).toISOString())}
      </span>
    );
  });
}

function useGanttKeys({ run, selected }: Props): void {
  const open = useRunAddress(run.id);
  const move = (by: 1 | -1) => {
    const from = run.steps.findIndex(({ id }) => id === selected);
    const step = run.steps[from < 0 ? 0 : Math.min(run.steps.length - 1, Math.max(0, from + by))];
    if (step !== undefined) open({ step: step.id }, { replace: true });
  };
  useShortcuts("Steps", {
    j: { does: "next step", act: () => move(1) },
    k: { does: "previous step", act: () => move(-1) },
  });
}

function limitsOf({ clock, mtdSeconds }: RunView): readonly { readonly at: number; readonly word: string }[] {
  if (clock.beganAt === null) return [];
  const began = Date.parse(clock.beganAt);
  return [
    ...(clock.rtoSeconds === null ? [] : [{ at: began + clock.rtoSeconds * 1000, word: "RTO" }]),
    ...(mtdSeconds === null ? [] : [{ at: began + mtdSeconds * 1000, word: "MTD" }]),
  ];
}

/** With more steps the titles are clipped to their bars: room for all would be a picture of metres. */
const titledMax = 200;
const areaPixels = 700;
const letterPixels = 6.4;
const titlePixelsMax = 270;

function useRows({ run, state, outlook }: Props, now: number, zoom: number): readonly GanttRow[] {
  const planned = usePlanned(state);
  return useMemo(() => {
    const at = outlook?.at ?? now;
    const spans = (outlook?.remaining.plan ?? []).map(
      ({ step, startSeconds, endSeconds }): [string, Span] => [
        step,
        { from: at + startSeconds * 1000, to: at + endSeconds * 1000 },
      ],
    );
    const all = { planned, forecast: new Map(spans) };
    const bare = ganttRows(run, all, now);
    if (run.steps.length > titledMax || bare.length === 0) return bare;
    const { from, to } = ganttExtent(bare, [now]);
    const pixel = (to - from) / (areaPixels * zoom);
    return ganttRows(
      run,
      all,
      now,
      ({ length }) => pixel * Math.min(titlePixelsMax, length * letterPixels + 14),
    );
  }, [run, planned, outlook, now, zoom]);
}

function GanttKey({ zoom, onZoom }: { readonly zoom: number; readonly onZoom: (zoom: number) => void }) {
  return (
    <div className="gantt-bar-row">
      <ul className="gantt-key">
        <li>
          <span className="gantt-key-actual" aria-hidden="true" /> as it was
        </li>
        <li>
          <span className="gantt-key-planned" aria-hidden="true" /> as planned
        </li>
        <li>
          <span className="gantt-key-forecast" aria-hidden="true" /> as forecast
        </li>
      </ul>
      <label>
        Zoom{" "}
        <select value={zoom} onChange={(event) => onZoom(Number(event.currentTarget.value))}>
          {zooms.map((each) => (
            <option key={each} value={each}>
              {each}×
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}

type RowsProps = {
  readonly rows: ReturnType<typeof useRows>;
  readonly run: string;
  readonly extent: { readonly from: number; readonly to: number };
  readonly selected: Props["selected"];
};

function GanttRows({ rows, run, extent, selected }: RowsProps) {
  return (
    <>
      {rows.map(({ who, bars, lanes }) => (
        <div key={who} className="gantt-row">
          <h3 className="gantt-who">
            <bdi>{who}</bdi>
          </h3>
          <div className="gantt-lanes" style={{ height: lanes * lanePixels + 4 }}>
            {bars.map((bar) => (
              <Bar
                key={bar.step.id}
                bar={bar}
                run={run}
                extent={extent}
                isSelected={bar.step.id === selected}
              />
            ))}
          </div>
        </div>
      ))}
    </>
  );
}

/** Who did what when, against the plan, and what is still to come; people are the rows. */
export function Gantt(props: Props) {
  const { run, selected } = props;
  const [zoom, setZoom] = useState<number>(1);
  const moment = useRunNow();
  const end = run.finishedAt === null ? moment : Date.parse(run.finishedAt);
  const now =
    Math.floor(end / beatMilliseconds) * beatMilliseconds + (run.finishedAt === null ? 0 : beatMilliseconds);
  const rows = useRows(props, now, zoom);
  useGanttKeys(props);
  const own = ganttExtent(rows, [Date.parse(run.startedAt ?? ""), now].filter(Number.isFinite));
  // A limit far away would press everything else into a corner.
  const limits = limitsOf(run).filter(({ at }) => at > own.from && at < own.to + 2 * (own.to - own.from));
  const last = limits.reduce((most, { at }) => Math.max(most, at), own.to);
  const extent = useMemo(() => ({ from: own.from, to: last }), [own.from, last]);
  const at = (when: number) => `${(100 * (when - extent.from)) / (extent.to - extent.from)}%`;
  if (rows.length === 0)
    return <EmptyState title="Nothing has begun">Bars appear as steps begin.</EmptyState>;
  return (
    <section
      className="panel gantt"
      data-clipped={run.steps.length > titledMax}
      aria-label="Timeline of people and steps"
    >
      <GanttKey zoom={zoom} onZoom={setZoom} />
      <div className="gantt-scroll" tabIndex={0} role="region" aria-label="Bars of the steps">
        <div className="gantt-area" style={{ width: `${100 * zoom}%` }}>
          <div className="gantt-ticks" aria-hidden="true">
            <Ticks extent={extent} zoom={zoom} />
          </div>
          <GanttRows rows={rows} run={run.id} extent={extent} selected={selected} />
          {run.finishedAt === null ? (
            <span className="gantt-now" style={{ left: at(now) }}>
              <span>now</span>
            </span>
          ) : null}
          {limits.map(({ at: when, word }) => (
            <span key={word} className="gantt-limit" style={{ left: at(when) }}>
              <span>{word}</span>
            </span>
          ))}
        </div>
      </div>
    </section>
  );
}
