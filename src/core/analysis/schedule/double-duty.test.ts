import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ref } from "../../model/ref.ts";
import type { RosterSpec } from "../../model/roster.ts";
import { doubleDuty } from "./double-duty.ts";

const roster = (team: string, rest: Partial<RosterSpec>) => ({
  ref: `roster:${team}` as Ref,
  spec: {
    description: null,
    owner: null,
    team: `team:${team}` as Ref,
    timeZone: "UTC",
    shifts: [],
    rotation: null,
    ...rest,
  },
});
const shift = (person: string, from: string, until: string) => ({
  person: `person:${person}` as Ref,
  role: null,
  from: `2026-03-${from}:00:00.000Z`,
  until: `2026-03-${until}:00:00.000Z`,
});
const from = "2026-03-01T00:00:00.000Z";

test("rosters that put a person on duty for two teams at once contradict one another", () => {
  const rosters = [
    roster("dba", { shifts: [shift("ana", "02T08", "03T08"), shift("ben", "03T08", "04T08")] }),
    roster("net", { shifts: [shift("ana", "03T07", "03T09"), shift("ana", "03T07", "04T07")] }),
  ];
  const [found, ...more] = doubleDuty(rosters, from);
  assert.deepEqual(more, [], "each pair of teams is told once per person");
  assert.deepEqual(found, {
    person: "person:ana",
    teams: ["team:dba", "team:net"],
    at: "2026-03-03T07:00:00.000Z",
    roster: "roster:net",
    place: { in: "shifts", index: 0 },
  });
});

test("shifts that follow one another, two duties for one team, and what is over are no contradiction", () => {
  const one = roster("dba", { shifts: [shift("ana", "02T08", "03T08")] });
  const other = roster("net", { shifts: [shift("ana", "03T08", "04T08")] });
  assert.deepEqual(doubleDuty([one, other], from), []);
  assert.deepEqual(doubleDuty([one, roster("dba", { shifts: [shift("ana", "02T08", "03T08")] })], from), []);
  const clash = roster("net", { shifts: [shift("ana", "02T09", "03T08")] });
  assert.deepEqual(doubleDuty([one, clash], "2026-03-03T08:00:00.000Z"), []);
});

test("turns of a rotation count as duty, against a shift and against another rotation", () => {
  const people = (...names: readonly string[]) => names.map((name) => `person:${name}` as Ref);
  const weekly = { from: "2026-01-05T08:00:00.000Z", everySeconds: 7 * 86_400 };
  const dba = roster("dba", { rotation: { ...weekly, people: people("ana", "ben") } });
  const net = roster("net", { rotation: { ...weekly, people: people("ben", "ana") } });
  assert.deepEqual(doubleDuty([dba, net], from), []);
  const three = roster("net", { rotation: { ...weekly, people: people("ben", "ana", "chloe") } });
  assert.deepEqual(
    doubleDuty([dba, three], from).map(({ person, place }) => [person, place.in]),
    [
      ["person:ana", "rotation"],
      ["person:ben", "rotation"],
    ],
  );
  const [onShift] = doubleDuty([dba, roster("net", { shifts: [shift("ana", "03T08", "04T08")] })], from);
  assert.equal(onShift?.person, "person:ana");
});
