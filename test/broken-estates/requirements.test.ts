import assert from "node:assert/strict";
import { test } from "node:test";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { checkEstate } from "#core/check/check-estate.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import { allFixtures } from "./all-fixtures.ts";
import { applyChanges } from "./apply-changes.ts";
import { cleanEstate } from "./clean-estate.ts";
import { today } from "./fixture.ts";
import { readMarks } from "./read-marks.ts";

const catalogue = connectorCatalogue(allConnectors);

/** The codes that the checker gives for the estates that are broken in these ways, whatever the fixtures expect. */
const given = new Set(
  allFixtures.flatMap(({ changes }) => {
    const files = [...applyChanges(cleanEstate, changes)].map(([file, text]) => ({
      type: "text" as const,
      file,
      text: readMarks(file, text).text,
    }));
    return checkEstate(resolveEstate(files), catalogue, { today }).map(({ code }) => code);
  }),
);

/** A part of what is required of the checker: each of these is found in some estate that is broken so. */
function areFound(...codes: readonly string[]): void {
  assert.deepEqual(
    codes.filter((code) => !given.has(code)),
    [],
  );
}

test("[A2.3] what is left out of continuity needs a reason, and nothing in scope may hang on it", () => {
  areFound("out-of-scope-without-reason", "depends-on-out-of-scope", "function-served-out-of-scope");
});

test("[B1.4] what is in scope is complete: objectives, a runbook, a protection, and a service behind each function", () => {
  areFound("in-scope-without-objectives", "rto-without-runbook", "rpo-without-protection");
  areFound("function-without-service", "covered-without-runbook", "scenario-without-plan");
});

test("[A2.4] contracts are held against the objectives that rely on them, and against the calendar", () => {
  areFound("contract-slower-than-rto", "contract-capacity-below-need", "contract-without-response-time");
  areFound("contract-expired", "contract-expires-soon", "contract-not-begun", "vendor-without-contract");
});

test("[A6.5] a plan without enough people who can be where they must act is found", () => {
  areFound(
    "too-few-people-for-parallel-steps",
    "site-not-reachable",
    "site-too-small",
    "travel-longer-than-rto",
  );
});

test("[B1.6] an assumption that has expired, was never tested or does not hold is found", () => {
  areFound("assumption-expired", "assumption-untested", "assumption-false");
});
