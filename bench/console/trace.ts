import type { CDPSession, Page } from "playwright-core";

/** An event of Chromium's tracing. Times are microseconds of one clock. */
type TraceEvent = {
  readonly name: string;
  readonly ph: string;
  readonly ts: number;
  readonly dur?: number;
  readonly pid: number;
  readonly tid: number;
  readonly args?: {
    readonly name?: string;
    readonly data?: { readonly interactionId?: number; readonly duration?: number };
  };
};

export type Trace = {
  /** Ends the tracing; answers what was seen. */
  stop(): Promise<readonly TraceEvent[]>;
};

/** Traces what a page does, by Chromium's own instruments. */
export async function startTrace(session: CDPSession): Promise<Trace> {
  const events: TraceEvent[] = [];
  session.on("Tracing.dataCollected", ({ value }) => {
    events.push(...(value as unknown as readonly TraceEvent[]));
  });
  const categories = ["devtools.timeline", "loading", "blink.user_timing", "toplevel", "__metadata"];
  await session.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: categories },
  });
  return {
    stop: async () => {
      const complete = new Promise<void>((resolve) =>
        session.once("Tracing.tracingComplete", () => resolve()),
      );
      await session.send("Tracing.end");
      await complete;
      return events;
    },
  };
}

const longTaskMicroseconds = 50_000;
const quietMicroseconds = 2_000_000;

/**
 * Milliseconds from the start of the navigation until the page has painted something and its main
 * thread has ended the last long task before two quiet seconds (the time to interactive of Lighthouse,
 * with a shorter silence, for nothing is loaded from elsewhere).
 */
export function millisecondsToInteractive(events: readonly TraceEvent[]): number {
  const painted = events.findLast(({ name }) => name === "firstContentfulPaint");
  if (painted === undefined) return Number.NaN;
  const { pid, tid } = painted;
  const started = events.findLast(
    (event) => event.name === "navigationStart" && event.pid === pid && event.ts < painted.ts,
  );
  if (started === undefined) return Number.NaN;
  const tasks = events
    .filter((event) => event.name.endsWith("RunTask") && event.pid === pid && event.tid === tid)
    .filter(({ ts, dur = 0 }) => ts + dur > started.ts && dur >= longTaskMicroseconds)
    .toSorted((one, other) => one.ts - other.ts);
  let interactive = painted.ts;
  for (const { ts, dur = 0 } of tasks) {
    if (ts > interactive + quietMicroseconds) break;
    interactive = Math.max(interactive, ts + dur);
  }
  return (interactive - started.ts) / 1000;
}

/** Milliseconds from input to the next paint, of each interaction (Event Timing, W3C). */
export function interactionMilliseconds(events: readonly TraceEvent[]): readonly number[] {
  const longest = new Map<number, number>();
  for (const { name, args } of events) {
    const { interactionId = 0, duration } = args?.data ?? {};
    if (name !== "EventTiming" || interactionId === 0 || duration === undefined) continue;
    longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration));
  }
  return [...longest.values()];
}

/** The instruments of a page, with its processor slowed down so many times. */
export async function instrumented(page: Page, slowdown: number): Promise<CDPSession> {
  const session = await page.context().newCDPSession(page);
  if (slowdown > 1) await session.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
  return session;
}
