import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { addSeconds, secondsBetween } from "../../model/instant.ts";
import { contractDue, contractSeconds, readContractHours } from "./contract-hours.ts";

const berlin = readContractHours("Mon-Fri 08:00-18:00 Europe/Berlin");

test("hours of contracts are read where a clock can be set by them, and left as words where not", () => {
  assert.equal(readContractHours("24x7").kind, "always");
  assert.equal(readContractHours(" 24 / 7 ").kind, "always");
  assert.equal(readContractHours(null).kind, "not-stated");
  assert.equal(berlin.kind, "weekly");
  const around = readContractHours("Saturday - Tuesday, 0:00-24:00");
  assert.deepEqual(around.kind === "weekly" ? [...around.days] : [], [6, 0, 1, 2]);
  for (const words of [
    "business hours",
    "Mon-Fri 18:00-08:00",
    "Mon-Fri 08:00-18:00 Mars/Olympus",
    "Mon-Fri 8-18",
  ])
    assert.equal(readContractHours(words).kind, "words", words);
});

test("[A7.5] [B4.5] a contract's time runs in its hours alone, over nights, weekends and changes of the clock", () => {
  // Friday 27 November 2026, 17:00 in Berlin: one hour is left of the day, three are left for Monday.
  assert.equal(contractDue("2026-11-27T16:00:00.000Z", 4 * 3600, berlin), "2026-11-30T10:00:00.000Z");
  // Called on a Saturday: the time begins on Monday.
  assert.equal(contractDue("2026-11-28T12:00:00.000Z", 3600, berlin), "2026-11-30T08:00:00.000Z");
  // The clocks go back on 25 October 2026: on Monday 08:00 in Berlin is 07:00 UTC, no longer 06:00.
  assert.equal(contractDue("2026-10-23T15:59:00.000Z", 120, berlin), "2026-10-26T07:01:00.000Z");
  assert.equal(contractSeconds("2026-11-27T16:00:00.000Z", "2026-11-30T10:00:00.000Z", berlin), 4 * 3600);
  assert.equal(contractSeconds("2026-11-28T00:00:00.000Z", "2026-11-29T00:00:00.000Z", berlin), 0);
  assert.equal(
    contractDue("2026-11-28T12:00:00.000Z", 3600, readContractHours("24x7")),
    "2026-11-28T13:00:00.000Z",
  );
});

test("what is due after some time of a contract is that much of its time away, whenever it begins", () => {
  const seed = Date.now() % 1_000_000;
  process.stdout.write(`seed ${seed}\n`);
  const minutes = fc.integer({ min: 0, max: 60 * 24 * 365 });
  const property = fc.property(minutes, fc.integer({ min: 1, max: 60 * 24 * 9 }), (start, length) => {
    const from = addSeconds("2026-01-01T00:00:00.000Z", start * 60);
    const due = contractDue(from, length * 60, berlin);
    assert.ok(secondsBetween(from, due) >= length * 60);
    assert.equal(contractSeconds(from, due, berlin), length * 60);
  });
  fc.assert(property, { seed, numRuns: 60 });
});
