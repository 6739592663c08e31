import { TextInput } from "@mantine/core";
import { useWindowVirtualizer } from "@tanstack/react-virtual";
import { type RefObject, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { Actor } from "#core/model/actor.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import { Panel } from "../../../ui/panel.tsx";
import { Segments } from "../../../ui/segments.tsx";
import { useShortcuts } from "../../../ui/shortcuts.ts";
import { groupOf, listedSteps, showWords, type StepShow, stepShows } from "./step-filter.ts";
import { StepRow } from "./step-row.tsx";
import "./step-list.css";

type Props = {
  readonly run: RunView;
  readonly me: Actor | null;
  readonly selected: string | null;
  readonly filterRef: RefObject<HTMLInputElement | null>;
};

/** Up to here every row is drawn: printing, the browser's own search and screen readers see all. */
const drawnMax = 200;
const rowPixels = 56;
/** What stands above the list and stays there. */
const stickyPixels = 190;

type RowsProps = {
  readonly run: RunView;
  readonly shown: readonly StepView[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly selected: string | null;
  readonly folding: (step: StepView) => { readonly isFolded: boolean; readonly toggle: () => void } | null;
};

/** Gives a row the focus; false while it is not drawn. */
function focusRow(step: string): boolean {
  const row = document.querySelector<HTMLElement>(`.step-row [data-step-link="${CSS.escape(step)}"]`);
  row?.focus();
  return row !== null;
}

/** Frames that a row far away is given to be drawn. */
const framesMax = 30;

/**
 * j and k go from row to row; from elsewhere they begin at the open step, or at the first. Keys that come faster than rows
 * are drawn count all the same: they go on from where the last one leads.
 */
function useRowKeys({ shown, selected }: RowsProps, reveal: (index: number) => void): void {
  const leadsTo = useRef<string | null>(null);
  const follow = (step: string, frames: number) => {
    if (leadsTo.current !== step) return;
    if (focusRow(step) || frames === 0) leadsTo.current = null;
    else requestAnimationFrame(() => follow(step, frames - 1));
  };
  const move = (by: 1 | -1) => {
    const focused = document.activeElement?.closest<HTMLElement>(".step-row [data-step-link]");
    const at = leadsTo.current ?? focused?.dataset["stepLink"] ?? selected;
    const from = shown.findIndex(({ id }) => id === at);
    const to = from < 0 ? 0 : Math.min(shown.length - 1, Math.max(0, from + by));
    const step = shown[to];
    if (step === undefined) return;
    leadsTo.current = step.id;
    reveal(to);
    follow(step.id, framesMax);
  };
  useShortcuts("Steps", {
    j: { does: "next step", act: () => move(1) },
    k: { does: "previous step", act: () => move(-1) },
  });
}

function AllRows(props: RowsProps) {
  const { run, shown, numbers, selected, folding } = props;
  useRowKeys(props, () => {});
  return (
    <ol className="step-list">
      {shown.map((step) => (
        <StepRow
          key={step.id}
          run={run.id}
          step={step}
          number={numbers.get(step.id) ?? 0}
          isSelected={step.id === selected}
          folding={folding(step)}
        />
      ))}
    </ol>
  );
}

/** Only the rows on screen, with the room that the others take. */
function FarRows(props: RowsProps) {
  const { run, shown, numbers, selected, folding } = props;
  const listRef = useRef<HTMLOListElement>(null);
  const [scrollMargin, setScrollMargin] = useState(0);
  useLayoutEffect(() => {
    setScrollMargin((listRef.current?.getBoundingClientRect().top ?? 0) + window.scrollY);
  }, []);
  const virtual = useWindowVirtualizer({
    count: shown.length,
    estimateSize: () => rowPixels,
    overscan: 12,
    scrollMargin,
    scrollPaddingStart: stickyPixels,
    scrollPaddingEnd: rowPixels,
    getItemKey: (index) => shown[index]?.id ?? index,
  });
  useRowKeys(props, (index) => virtual.scrollToIndex(index));
  return (
    <ol className="step-list step-list-far" ref={listRef} style={{ height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ index, start, key }) => {
        const step = shown[index];
        return step === undefined ? null : (
          <StepRow
            key={key}
            run={run.id}
            step={step}
            number={numbers.get(step.id) ?? 0}
            isSelected={step.id === selected}
            folding={folding(step)}
            top={start - scrollMargin}
            index={index}
            rows={shown.length}
            measure={virtual.measureElement}
          />
        );
      })}
    </ol>
  );
}

function useFolding(steps: readonly StepView[]) {
  const [folded, setFolded] = useState<ReadonlySet<string>>(new Set());
  const groups = useMemo(
    () => new Set(steps.map(({ id }) => groupOf(id)).filter((id) => id !== null)),
    [steps],
  );
  const folding: RowsProps["folding"] = ({ id }) => {
    if (!groups.has(id)) return null;
    const toggle = () => {
      const next = new Set(folded);
      if (!next.delete(id)) next.add(id);
      setFolded(next);
    };
    return { isFolded: folded.has(id), toggle };
  };
  return { folded, folding };
}

const shows = stepShows.map((id) => ({ id, label: showWords[id] }));

/** The steps of the run in the order of the plan. */
export function StepList({ run, me, selected, filterRef }: Props) {
  const [typed, setTyped] = useState("");
  const [show, setShow] = useState<StepShow>("all");
  const { folded, folding } = useFolding(run.steps);
  const numbers = useMemo(() => new Map(run.steps.map(({ id }, index) => [id, index + 1])), [run.steps]);
  const shown = useMemo(
    () => listedSteps(run.steps, { show, typed, me, folded }),
    [run.steps, show, typed, me, folded],
  );
  const settled = run.steps.filter(({ settledAt }) => settledAt !== null).length;
  const rows = { run, shown, numbers, selected, folding };
  return (
    <Panel
      title="Steps"
      aside={
        <>
          <span className="hf-dim step-count" role="status">
            {shown.length === run.steps.length
              ? `${settled} of ${run.steps.length} settled`
              : `${shown.length} of ${run.steps.length} shown`}
          </span>
          <Segments label="Which steps" options={shows} selected={show} onSelect={setShow} />
          <TextInput
            ref={filterRef}
            size="xs"
            className="step-filter"
            aria-label="Filter the steps"
            placeholder="Filter  /"
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
        </>
      }
    >
      {shown.length === 0 ? (
        <p className="panel-body hf-dim">
          {typed === "" ? "No step is like that now." : `No step matches “${typed}”.`}
        </p>
      ) : null}
      {shown.length <= drawnMax ? <AllRows {...rows} /> : <FarRows {...rows} />}
    </Panel>
  );
}
