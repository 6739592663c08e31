import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allPacks, findRule, packsInForce } from "./all-packs.ts";
import { type ClockFacts, endOfSpan, remindersOf, standingOf } from "./clock.ts";
import { isOff } from "./holidays.ts";

const now = "2026-11-25T12:00:00.000Z";

function dueOf(id: string, facts: ClockFacts, zone = "UTC"): string | null {
  const found = findRule(id);
  assert.ok(found, `there is no rule ${id}`);
  return standingOf(found, facts, now, zone).dueAt;
}

test("[A3.3] DORA: the initial notification is due 4 h after classification and 24 h after awareness, whichever is first (2025/301, 5(1)(a))", () => {
  const aware = "2026-11-24T08:00:00.000Z";
  const soon = { aware, "classified-major": "2026-11-24T10:00:00.000Z" };
  assert.equal(dueOf("dora-initial", soon), "2026-11-24T14:00:00.000Z");
  const later = { aware, "classified-major": "2026-11-25T06:00:00.000Z" };
  assert.equal(dueOf("dora-initial", later), "2026-11-25T08:00:00.000Z");
  const standing = standingOf(findRule("dora-initial") ?? assert.fail(), soon, now);
  assert.equal(standing.limits.length, 2, "both limits bind at once");
  assert.equal(standing.status, "overdue");
});

test("[A3.3] DORA: what is classified as major only after 24 h has 4 h from then (2025/301, 5(2))", () => {
  const facts = { aware: "2026-11-23T08:00:00.000Z", "classified-major": "2026-11-24T10:00:00.000Z" };
  assert.equal(dueOf("dora-initial", facts), "2026-11-24T14:00:00.000Z");
});

test("[A3.3] DORA: intermediate 72 h after the initial was submitted, final one month after the latest intermediate", () => {
  const facts: ClockFacts = {
    "submitted:dora-initial": "2026-11-24T13:00:00.000Z",
    "submitted:dora-intermediate": "2027-01-31T09:00:00.000Z",
  };
  assert.equal(dueOf("dora-intermediate", facts), "2026-11-27T13:00:00.000Z");
  assert.equal(dueOf("dora-final", facts), "2027-02-28T09:00:00.000Z");
  assert.equal(dueOf("dora-intermediate", { aware: now }), null, "nothing runs before the initial is in");
});

test("[A3.3] DORA: a limit that ends on a weekend may be kept by noon of the next working day (2025/301, 5(4))", () => {
  const facts = { aware: "2026-11-27T10:00:00.000Z", "classified-major": "2026-11-28T06:00:00.000Z" };
  const standing = standingOf(findRule("dora-initial") ?? assert.fail(), facts, now, "Europe/Berlin");
  assert.equal(standing.dueAt, "2026-11-28T10:00:00.000Z");
  assert.equal(standing.rollsOverTo, "2026-11-30T11:00:00.000Z", "noon in Berlin on Monday");
});

test("[A3.3] NIS2: 24 h, 72 h, and one month after the notification (2022/2555, 23(4))", () => {
  const facts: ClockFacts = {
    aware: "2026-11-24T08:00:00.000Z",
    "submitted:nis2-notification": "2026-11-26T08:00:00.000Z",
  };
  assert.equal(dueOf("nis2-early-warning", facts), "2026-11-25T08:00:00.000Z");
  assert.equal(dueOf("nis2-notification", facts), "2026-11-27T08:00:00.000Z");
  assert.equal(dueOf("nis2-final", facts), "2026-12-26T08:00:00.000Z");
});

test("[A3.3] GDPR: 72 h after becoming aware (2016/679, 33(1))", () => {
  assert.equal(dueOf("gdpr-notification", { aware: "2026-11-24T08:00:00.000Z" }), "2026-11-27T08:00:00.000Z");
});

test("[A3.3] SEC: four business days after the materiality determination, Thanksgiving and weekends left out (8-K, 1.05)", () => {
  const facts = { "materiality-determined": "2026-11-24T20:00:00.000Z", aware: "2026-11-20T00:00:00.000Z" };
  assert.equal(dueOf("sec-8k-105", facts), "2026-12-01T22:30:00.000Z", "Wednesday, Friday, Monday, Tuesday");
  assert.equal(
    dueOf("sec-8k-105", { aware: now }),
    null,
    "awareness alone starts nothing: people determine materiality",
  );
  const onSaturday = { "materiality-determined": "2026-11-28T18:00:00.000Z" };
  assert.equal(dueOf("sec-8k-105", onSaturday), "2026-12-03T22:30:00.000Z");
});

test("[A3.3] MAS: notice 1 h, report 14 days, recovery 4 h", () => {
  const facts = { aware: "2026-11-24T08:00:00.000Z", "impact-began": "2026-11-24T07:30:00.000Z" };
  assert.equal(dueOf("mas-notice", facts), "2026-11-24T09:00:00.000Z");
  assert.equal(dueOf("mas-report", facts), "2026-12-08T08:00:00.000Z");
  assert.equal(dueOf("mas-recovery", facts), "2026-11-24T11:30:00.000Z");
});

test("[A3.3] APRA: 72 h after awareness, 24 h after a disruption outside tolerance (CPS 230, 33 and 42)", () => {
  const facts = { aware: "2026-11-24T08:00:00.000Z", "outside-tolerance": "2026-11-24T12:00:00.000Z" };
  assert.equal(dueOf("apra-incident", facts), "2026-11-27T08:00:00.000Z");
  assert.equal(dueOf("apra-tolerance", facts), "2026-11-25T12:00:00.000Z");
});

test("a clock is stopped only by the record of a submission, and says whether it came in time", () => {
  const rule = findRule("gdpr-notification") ?? assert.fail();
  const aware = "2026-11-20T08:00:00.000Z";
  assert.equal(standingOf(rule, { aware }, now).status, "overdue");
  const inTime = { aware, "submitted:gdpr-notification": "2026-11-23T07:59:00.000Z" };
  assert.equal(standingOf(rule, inTime, now).status, "met");
  const late = { aware, "submitted:gdpr-notification": "2026-11-23T08:01:00.000Z" };
  assert.equal(standingOf(rule, late, now).status, "late");
  assert.equal(standingOf(rule, {}, now).status, "not-started");
});

test("reminders come at a half, three quarters and nine tenths", () => {
  const standing = standingOf(
    findRule("nis2-early-warning") ?? assert.fail(),
    { aware: "2026-11-24T00:00:00.000Z" },
    now,
  );
  assert.deepEqual(
    remindersOf(standing).map(({ at }) => at.slice(11, 16)),
    ["12:00", "18:00", "21:36"],
  );
});

test("ids of rules are unique, each limit cites its source, and packs are chosen by the day", () => {
  const rules = allPacks.flatMap((pack) => pack.rules);
  assert.equal(new Set(rules.map(({ id }) => id)).size, rules.length);
  for (const rule of rules) for (const limit of rule.limits) assert.match(limit.citation, /\d/);
  assert.deepEqual(
    packsInForce("2024-12-31").map(({ id }) => id),
    ["nis2", "gdpr", "sec", "mas"],
  );
});

test("holidays follow their rules", () => {
  const off = ["2026-01-01", "2026-07-03", "2026-11-26", "2026-12-25", "2027-12-31"];
  for (const day of off) assert.ok(isOff(day, "us-federal"), day);
  assert.ok(!isOff("2026-11-27", "us-federal"));
  for (const day of ["2026-04-03", "2026-04-06", "2027-03-26", "2026-05-01"])
    assert.ok(isOff(day, "target"), day);
});

test("a business day limit always ends on a working day and never before so many days", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 10 }), (day, businessDays) => {
      const from = new Date(Date.UTC(2024, 0, 1) + day * 86_400_000).toISOString();
      const span = { businessDays, timeZone: "UTC", closesAt: "17:00" };
      const end = endOfSpan(from, span, "us-federal");
      assert.ok(!isOff(end.slice(0, 10), "us-federal"));
      assert.ok((Date.parse(end) - Date.parse(from)) / 86_400_000 >= businessDays);
    }),
  );
});
