import assert from "node:assert/strict";
import { test } from "node:test";
import { dayDistance, overdueCount } from "./next-days.ts";

test("a day is told as it is seen from today", () => {
  const told = (on: string) => dayDistance(on, "2026-11-28");
  assert.deepEqual(["2026-11-28", "2026-11-29", "2026-12-01", "2026-11-27", "2026-11-16"].map(told), [
    "today",
    "tomorrow",
    "in 3 days",
    "yesterday",
    "12 days ago",
  ]);
});

test("what is due today is not overdue", () => {
  const item = (on: string) => ({
    type: "review" as const,
    on,
    ref: "plan:a" as const,
    title: "",
    what: "",
    who: null,
  });
  assert.equal(overdueCount([item("2026-11-27"), item("2026-11-28")], "2026-11-28"), 1);
});
