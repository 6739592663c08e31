import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { formatDuration } from "../../ui/format-duration.ts";
import type { GanttBar, GanttRow } from "./gantt-layout.ts";
import { type BarPlace, moveInGantt } from "./gantt-keys.ts";
import { tickSeconds } from "./gantt-layout.ts";
import "./gantt.css";

export type GanttMark = { readonly seconds: number; readonly words: string; readonly kind: "rto" | "bound" };

type Props = {
  readonly label: string;
  readonly rows: readonly GanttRow[];
  readonly seconds: number;
  readonly marks: readonly GanttMark[];
  /** What a bar says of itself when it is reached. */
  readonly barText: (bar: GanttBar) => string;
  readonly titleOf: (step: string) => string;
  readonly selected: string | null;
  readonly onSelect: (step: string) => void;
};

const rowPixels = 30;
const ticksWanted = 6;

function Axis({ span, marks }: { readonly span: number; readonly marks: readonly GanttMark[] }) {
  const tick = tickSeconds(span, ticksWanted);
  const ticks = Array.from({ length: Math.floor(span / tick) + 1 }, (_, at) => at * tick).filter(
    // The words of the last one would not fit any more.
    (at) => at < span * 0.92,
  );
  return (
    <div className="gantt-axis" aria-hidden="true">
      {ticks.map((at) => (
        <span key={at} style={{ insetInlineStart: `${(100 * at) / span}%` }}>
          {at === 0 ? "0" : formatDuration(at)}
        </span>
      ))}
      {marks.map(({ seconds, words, kind }) => (
        <span
          key={kind}
          className="gantt-mark-words"
          data-kind={kind}
          style={{ insetInlineStart: `${(100 * seconds) / span}%` }}
        >
          {words}
        </span>
      ))}
    </div>
  );
}

type BarProps = Pick<Props, "barText" | "titleOf" | "onSelect"> & {
  readonly bar: GanttBar;
  readonly span: number;
  readonly isSelected: boolean;
  readonly place: BarPlace;
  readonly isReached: boolean;
  readonly onReach: (place: BarPlace) => void;
};

function Bar({ bar, span, isSelected, isReached, place, barText, titleOf, onSelect, onReach }: BarProps) {
  const { step, startSeconds, endSeconds, waitSeconds, isCritical } = bar;
  const percent = (seconds: number) => `${(100 * seconds) / span}%`;
  return (
    <>
      {waitSeconds > 0 ? (
        <span
          className="gantt-wait"
          aria-hidden="true"
          style={{ insetInlineStart: percent(startSeconds - waitSeconds), width: percent(waitSeconds) }}
        />
      ) : null}
      <button
        type="button"
        className="gantt-bar"
        data-critical={isCritical}
        data-selected={isSelected}
        data-place={`${place.row}:${place.bar}`}
        tabIndex={isReached ? 0 : -1}
        aria-label={barText(bar)}
        title={barText(bar)}
        style={{ insetInlineStart: percent(startSeconds), width: percent(endSeconds - startSeconds) }}
        onFocus={() => onReach(place)}
        onClick={() => onSelect(step)}
      >
        <bdi>{titleOf(step)}</bdi>
      </button>
    </>
  );
}

/**
 * Bars in rows over time. One stop of the Tab key; arrows move among the bars, and only the rows on screen are drawn, so that
 * a plan of thousands of steps is as quick as a small one.
 */
export function Gantt({ label, rows, seconds, marks, barText, titleOf, selected, onSelect }: Props) {
  const scrollRef = useRef<HTMLDivElement>(null);
  const [reached, setReached] = useState<BarPlace | null>(null);
  const wanted = useRef<BarPlace | null>(null);
  const first = rows.findIndex(({ bars }) => bars.length > 0);
  const current = reached ?? { row: first, bar: 0 };
  const span = Math.max(seconds, ...marks.map((mark) => mark.seconds), Number.MIN_VALUE) * 1.02;
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scrollRef.current,
    estimateSize: () => rowPixels,
    overscan: 8,
  });
  useEffect(() => {
    if (wanted.current === null) return;
    const { row, bar } = wanted.current;
    const found = scrollRef.current?.querySelector<HTMLElement>(`[data-place="${row}:${bar}"]`);
    if (found === null || found === undefined) return;
    wanted.current = null;
    found.focus();
  });
  const onKeyDown = (event: KeyboardEvent) => {
    const next = moveInGantt(rows, current, event.key);
    if (next === null) return;
    event.preventDefault();
    wanted.current = next;
    setReached(next);
    virtual.scrollToIndex(next.row);
  };
  return (
    <div className="gantt" role="group" aria-label={label}>
      <div className="gantt-head">
        <span className="gantt-name" />
        <Axis span={span} marks={marks} />
      </div>
      <div className="gantt-scroll" ref={scrollRef} onKeyDown={onKeyDown}>
        <div className="gantt-rows" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows[index];
            if (row === undefined) return null;
            return (
              <div
                key={row.key}
                className="gantt-row"
                style={{ transform: `translateY(${start}px)`, height: rowPixels }}
              >
                <span className="gantt-name" title={row.name}>
                  <bdi>
                    {row.bars.length === 1 && row.bars[0]?.step === row.name ? titleOf(row.name) : row.name}
                  </bdi>
                  {row.unit === null ? null : <span className="hf-dim"> {row.unit}</span>}
                </span>
                <div className="gantt-track">
                  {marks.map(({ kind, seconds: at }) => (
                    <span
                      key={kind}
                      className="gantt-mark"
                      data-kind={kind}
                      style={{ insetInlineStart: `${(100 * at) / span}%` }}
                    />
                  ))}
                  {row.bars.map((bar, at) => (
                    <Bar
                      key={bar.step}
                      bar={bar}
                      span={span}
                      place={{ row: index, bar: at }}
                      isSelected={bar.step === selected}
                      isReached={current.row === index && current.bar === at}
                      barText={barText}
                      titleOf={titleOf}
                      onSelect={onSelect}
                      onReach={setReached}
                    />
                  ))}
                </div>
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}
