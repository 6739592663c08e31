import assert from "node:assert/strict";
import { test } from "node:test";
import type { RosterSpec } from "../../model/roster.ts";
import { rosterCapacity } from "./roster-capacity.ts";

const at = "2026-03-02T08:00:00.000Z";
const hour = (hours: number) => new Date(Date.parse(at) + hours * 3_600_000).toISOString();

function roster(rest: Partial<RosterSpec>): RosterSpec {
  return {
    description: null,
    owner: null,
    team: "team:dba",
    timeZone: "UTC",
    shifts: [],
    rotation: null,
    ...rest,
  };
}

const shift = (person: string, from: number, until: number) => ({
  person: `person:${person}` as const,
  role: null,
  from: hour(from),
  until: hour(until),
});

test("people on duty are counted shift by shift, nobody twice, and after the last shift the team's own number holds", () => {
  const shifts = [shift("ada", -2, 4), shift("ben", 2, 6), shift("ada", 1, 3)];
  assert.deepEqual(rosterCapacity([roster({ shifts })], at, 3), {
    capacity: 1,
    changes: [
      { fromSeconds: 2 * 3600, capacity: 2 },
      { fromSeconds: 4 * 3600, capacity: 1 },
      { fromSeconds: 6 * 3600, capacity: 3 },
    ],
  });
});

test("of people who take turns one is on duty, and adds to those with a shift unless he has it himself", () => {
  const rotation = {
    from: hour(-24),
    everySeconds: 12 * 3600,
    people: ["person:ada", "person:ben"] as const,
  };
  const found = rosterCapacity([roster({ rotation, shifts: [shift("ada", 0, 24)] })], at, null);
  // Ada has the turn for twelve hours, then Ben, and Ada's shift ends after a day.
  assert.deepEqual(found, {
    capacity: 1,
    changes: [
      { fromSeconds: 12 * 3600, capacity: 2 },
      { fromSeconds: 24 * 3600, capacity: 1 },
    ],
  });
});

test("rosters that say nothing of the time asked for give nothing", () => {
  assert.equal(rosterCapacity([], at, 2), null);
  assert.equal(rosterCapacity([roster({ shifts: [shift("ada", -9, -1)] })], at, 2), null);
});
