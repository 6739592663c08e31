import { useComputedColorScheme } from "@mantine/core";
import type { EChartsCoreOption, EChartsType } from "echarts/core";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { type ChartColours, readChartColours } from "./chart-colours.ts";
import { Notice } from "./notice.tsx";
import { Skeleton } from "./skeleton.tsx";
import "./chart.css";

type Props = {
  /** What the chart shows, in words. */
  readonly label: string;
  /** Memoise it: a new function draws anew. */
  readonly option: (colours: ChartColours) => EChartsCoreOption;
  /** Pixels. */
  readonly height: number;
  /** The same in words or as a table: for who listens, who prints, and who wants the number. */
  readonly summary: ReactNode;
  /** What the twin is called where it is folded away. */
  readonly summaryTitle?: string;
  readonly onPick?: (picked: { readonly seriesName: string; readonly dataIndex: number }) => void;
};

const withoutMotion = { animation: false, aria: { enabled: false } } as const;

/** Starts the engine once in an element; null until it is there. */
function useEngine(element: HTMLElement | null) {
  const [engine, setEngine] = useState<EChartsType | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    if (element === null) return;
    let made: EChartsType | null = null;
    let isGone = false;
    const watch = new ResizeObserver(() => made?.resize());
    import("./chart-engine.ts").then(
      ({ init }) => {
        if (isGone) return;
        made = init(element, null, { renderer: "svg" });
        watch.observe(element);
        setEngine(made);
      },
      (error: unknown) => setFailure(error instanceof Error ? error.message : String(error)),
    );
    return () => {
      isGone = true;
      watch.disconnect();
      made?.dispose();
      setEngine(null);
    };
  }, [element]);
  return { engine, failure };
}

/** A chart in the colours of the theme. What it shows can also be read. */
export function Chart({ label, option, height, summary, summaryTitle = "The numbers", onPick }: Props) {
  const [element, setElement] = useState<HTMLDivElement | null>(null);
  const { engine, failure } = useEngine(element);
  const scheme = useComputedColorScheme("light");
  const pick = useRef(onPick);
  useEffect(() => {
    pick.current = onPick;
  });
  useEffect(() => {
    if (engine === null) return;
    // The scheme decides what the tokens are, which are read here.
    void scheme;
    engine.setOption({ ...withoutMotion, ...option(readChartColours()) }, { notMerge: true });
  }, [engine, option, scheme]);
  useEffect(() => {
    engine?.on("click", ({ seriesName, dataIndex }) =>
      pick.current?.({ seriesName: seriesName ?? "", dataIndex }),
    );
  }, [engine]);
  return (
    <figure className="chart" aria-label={label}>
      {failure === null ? (
        <div className="chart-picture" style={{ height }}>
          {engine === null ? <Skeleton label={`Drawing ${label}`} height={height} /> : null}
          <div ref={setElement} className="chart-canvas" aria-hidden="true" />
        </div>
      ) : (
        <Notice tone="warning" title="The picture could not be loaded">
          <span>The numbers below are complete. {failure}</span>
        </Notice>
      )}
      <figcaption>
        <details className="chart-twin">
          <summary>{summaryTitle}</summary>
          {summary}
        </details>
      </figcaption>
    </figure>
  );
}
