import assert from "node:assert/strict";
import { test } from "node:test";
import type { ToldRunEvent } from "../../api/runs.ts";
import { quietEvents } from "./quiet-events.ts";

function impact(version: number, endedAt: string | null): ToldRunEvent {
  return { version, type: "ImpactObserved", data: { impact: { endedAt } } } as ToldRunEvent;
}

const note = (version: number) =>
  ({ version, type: "NoteAdded", data: { step: null, text: "" } }) as ToldRunEvent;

const versions = (events: readonly ToldRunEvent[]) => quietEvents(events).map(({ version }) => version);

test("of a row of observations that say the same only the newest is shown, and nothing else is dropped", () => {
  assert.deepEqual(
    versions([note(1), impact(2, null), impact(3, null), note(4), impact(5, null)]),
    [1, 3, 4, 5],
  );
});

test("that the impact is over is shown beside the last time that it was not", () => {
  assert.deepEqual(versions([impact(1, null), impact(2, null), impact(3, "2026-01-01T00:00:00Z")]), [2, 3]);
});
