import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServiceObjective } from "../../api/forecast.ts";
import { availabilityText, forecastText, limitedByOther, reasonText } from "./objective-words.ts";
import { parseObjectivesSearch } from "./objectives-search.ts";

const nothingMeasured = { measuredSeconds: null, measuredRun: null, measuredAt: null };
const objective = (
  rto: Partial<ServiceObjective["rto"]>,
  rpo: Partial<ServiceObjective["rpo"]> = {},
): ServiceObjective => ({
  ref: "service:orders",
  rto: {
    requiredSeconds: 7200,
    forecast: null,
    complete: true,
    ...nothingMeasured,
    probabilityMet: null,
    runbook: null,
    feasibility: null,
    withDependencies: null,
    ...rto,
  },
  rpo: { requiredSeconds: null, forecastSeconds: null, of: null, ...nothingMeasured, ...rpo },
  availability: null,
  verdict: "unknown",
});

test("[B1.1] what no staffing can change is said first, with the step", () => {
  const row = objective({
    runbook: "r",
    feasibility: { type: "step-alone", step: "restore", seconds: 10_800 },
    probabilityMet: 0,
    forecast: { p50: 12_000, p90: 14_400, p95: 14_800, p99: 15_000 },
  });
  assert.equal(
    reasonText(row),
    "No staffing meets 2 h 00 min: step restore alone takes 3 h 00 min; met with 0 %",
  );
  assert.equal(forecastText(row), "4 h 00 min");
});

test("[B1.1] without a runbook, a duration or a stated lag it is unknown, and says what is missing", () => {
  assert.equal(reasonText(objective({})), "No runbook brings it back");
  assert.equal(forecastText(objective({})), "no runbook");
  const open = objective(
    { runbook: "r", complete: false, forecast: { p50: 1, p90: 60, p95: 70, p99: 90 } },
    { requiredSeconds: 60 },
  );
  assert.equal(forecastText(open), "≥ 1 min 00 s");
  assert.match(reasonText(open), /time of a step is unknown.*nobody says how far behind/);
  assert.equal(reasonText(objective({ requiredSeconds: null })), "Nobody has set an objective");
});

test("[A5.3] a run that took longer or lost more than allowed is told beside the forecast", () => {
  const late = objective(
    { runbook: "r", measuredSeconds: 9000, measuredRun: "1", measuredAt: "2026-01-01T00:00:00.000Z" },
    { requiredSeconds: 5, forecastSeconds: 60, of: "component:db", measuredSeconds: 7 },
  );
  assert.match(
    reasonText(late),
    /1 min 00 s behind \(component:db\).*longer than the RTO.*lost more than the RPO/,
  );
});

test("only another service is named as the one that is waited for; availability is a bound where parts are unknown", () => {
  const own = objective({ withDependencies: { seconds: 5, limitedBy: "service:orders" } });
  assert.equal(limitedByOther(own), null);
  const other = objective({ withDependencies: { seconds: 5, limitedBy: "service:identity" } });
  assert.equal(limitedByOther(other)?.limitedBy, "service:identity");
  const known = {
    availability: 0.999,
    standardError: 0,
    method: "exact",
    downMinutesPerYear: 525.96,
    unknown: ["component:x"],
    missing: [],
  } as const;
  assert.equal(
    availabilityText({ ...own, availability: { ...known, unknown: [...known.unknown], missing: [] } }),
    "≤ 99.9 %, 8 h 45 min down a year",
  );
  assert.equal(availabilityText(own), "not known");
});

test("an address of objectives brings what it knows and drops the rest", () => {
  assert.deepEqual(parseObjectivesSearch({ verdict: "missed", q: "pay" }), { verdict: "missed", q: "pay" });
  assert.deepEqual(parseObjectivesSearch({ verdict: "fine", q: 4 }), {});
});
