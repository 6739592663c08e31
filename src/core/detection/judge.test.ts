import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { acknowledged, judge, type Judgement, neverJudged, type RuleRecord } from "./judge.ts";
import type { Observation, Saying } from "./observation.ts";
import { type DetectionRule, isDecidedAtOnce, ruleOf, takesSignal } from "./rule.ts";

const rule: DetectionRule = {
  key: "monitor:db",
  monitor: "monitor:db",
  title: "db",
  about: ["component:db"],
  aspect: "answers",
  everySeconds: 10,
  staleSeconds: 30,
  quorum: 2,
  raiseSeconds: 20,
  clearSeconds: 40,
  silenceSeconds: null,
  flapping: { failures: 3, withinSeconds: 3600 },
  from: [],
};

/** `f`ailing, `h`ealthy, `u`nknown, `.` nothing: one letter a look, every ten seconds. */
function looks(said: { readonly [vantage: string]: string }): readonly Observation[] {
  const words: { readonly [letter: string]: Saying } = { f: "failing", h: "healthy", u: "unknown" };
  return Object.entries(said).flatMap(([vantage, letters]) =>
    letters.split("").flatMap((letter, index): Observation[] => {
      const says = words[letter];
      return says === undefined ? [] : [{ vantage, at: index * 10_000, says, detail: letter }];
    }),
  );
}

const judged = (
  said: { readonly [vantage: string]: string },
  more: Partial<DetectionRule> = {},
  untilSeconds = 600,
  before: RuleRecord = neverJudged,
): Judgement => judge({ ...rule, ...more }, before, looks(said), { since: 0, until: untilSeconds * 1000 });

const seen = ({ transitions }: Judgement) => transitions.map(({ type, at }) => `${type} ${at / 1000}`);

test("[B2.1] a failure counts when enough vantage points see it without a break for long enough, and not before", () => {
  assert.deepEqual(seen(judged({ a: "hfff", b: "hfff" }, {}, 29)), []);
  assert.deepEqual(seen(judged({ a: "hfff", b: "hfff" }, {}, 30)), ["raised 30"]);
  assert.equal(
    judged({ a: "fffff", b: "hfff" }, {}, 30).transitions[0]?.since,
    0,
    "the first had seen it before",
  );
  assert.deepEqual(seen(judged({ a: "hffffff", b: "hhhhhhh" })), [], "one alone is no quorum");
  assert.deepEqual(seen(judged({ a: "hffhffh", b: "hffhffh" })), [], "each break begins the time anew");
});

test("[B2.1] the quorum may change hands while it holds", () => {
  assert.deepEqual(seen(judged({ a: "ffhhhhh", b: "fffhhhh", c: "hfffhhh" }, { raiseSeconds: 20 }, 60)), [
    "raised 20",
  ]);
});

test("[B2.1] a vantage point that is not heard or cannot tell is neither well nor failed", () => {
  assert.deepEqual(seen(judged({ a: "ffff", b: "uuuu" })), []);
  assert.deepEqual(seen(judged({ a: "ffffffff", b: "f......." })), ["raised 20"]);
  const late = judged({ a: "ffffffff", b: "f......." }, { raiseSeconds: 40 });
  assert.deepEqual(seen(late), [], "b is unknown from second 30 on, so the quorum is lost");
  const silent = judged({ a: "hff", b: "hff" }, { raiseSeconds: 10 });
  assert.deepEqual(seen(silent), ["raised 20"], "silence is no recovery");
  assert.deepEqual(
    silent.points.map(({ says }) => says),
    ["unknown", "unknown"],
  );
});

test("[B2.1] what was down is believed more slowly than it was doubted", () => {
  assert.deepEqual(seen(judged({ a: "fffhhhhhh", b: "fffhhhhhh" })), ["raised 20", "cleared 70"]);
  assert.deepEqual(seen(judged({ a: "fffhhhfhhh", b: "fffhhhfhhh" }, {}, 95)), ["raised 20"]);
});

test("[B2.1] failures that come and go are held, until a person acknowledges them", () => {
  const quick = { raiseSeconds: 0, clearSeconds: 0 };
  const said = { a: "fhfhfhhhh", b: "fhfhfhhhh" };
  const held = judged(said, quick);
  assert.deepEqual(seen(held), [
    "raised 0",
    "cleared 10",
    "raised 20",
    "cleared 30",
    "raised 40",
    "flapping 40",
  ]);
  const after = judged(said, quick, 600, acknowledged(held.record, 65_000));
  assert.deepEqual(seen(after), ["cleared 65"]);
  assert.equal(judged(said, quick, 600, { ...held.record }).transitions.length, 0, "time alone does not");
});

test("[B2.1] silence of the monitoring itself is a failure of its own, counted from when we listened", () => {
  const heard = judged({ a: "hh", b: "hh" }, { silenceSeconds: 60 });
  assert.deepEqual(seen(heard), ["silent 100"]);
  const back = judged({ a: "hh..........h", b: "hh..........h" }, { silenceSeconds: 60 }, 125);
  assert.deepEqual(seen(back), ["silent 100", "heard 120"]);
  const deaf = judge({ ...rule, silenceSeconds: 60 }, neverJudged, [], { since: 50_000, until: 100_000 });
  assert.deepEqual(deaf.transitions, []);
  const heartbeat = { silenceSeconds: 0, staleSeconds: 30 };
  assert.deepEqual(seen(judged({ a: "." }, heartbeat)), ["silent 30"], "it is given one period to begin");
});

test("[B2.1] only the vantage points that a rule names count", () => {
  assert.deepEqual(seen(judged({ a: "ffff", stranger: "ffff" }, { from: ["a", "b"] })), []);
});

test("what has been recorded is not judged again, and what follows goes on from there", () => {
  const said = { a: "fffhhhhhh", b: "fffhhhhhh" };
  const first = judged(said, {}, 40);
  assert.deepEqual(seen(first), ["raised 20"]);
  assert.deepEqual(seen(judged(said, {}, 600, first.record)), ["cleared 70"]);
});

test("it makes no difference in which pieces time is judged", () => {
  const letters = fc.array(fc.constantFrom("f", "h", "u", "."), { minLength: 1, maxLength: 40 });
  fc.assert(
    fc.property(
      letters,
      letters,
      letters,
      fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 20 }),
      fc.constantFrom(0, 10, 25),
      (a, b, c, pieces, raiseSeconds) => {
        const own = { ...rule, raiseSeconds, silenceSeconds: 50 };
        const all = looks({ a: a.join(""), b: b.join(""), c: c.join("") });
        const whole = judge(own, neverJudged, all, { since: 0, until: 600_000 });
        let record = neverJudged;
        const parts: string[] = [];
        let until = 0;
        for (const seconds of [...pieces, 600]) {
          until = Math.min(600_000, until + seconds * 1000);
          const known = all.filter(({ at }) => at <= until);
          const part = judge(own, record, known, { since: 0, until });
          parts.push(...seen(part));
          record = part.record;
        }
        assert.deepEqual(parts, seen(whole));
        assert.deepEqual(record, whole.record);
      },
    ),
  );
});

test("a monitor without thresholds is read with careful ones, and says what its check says by nature", () => {
  const check = { connector: "network", check: "tcp", with: {}, withinSeconds: 30 };
  const spec = {
    description: null,
    owner: null,
    watches: [],
    check,
    signals: null,
    aspect: null,
    from: [],
    everySeconds: 10,
    silenceSeconds: null,
    threshold: null,
  };
  const { aspect, staleSeconds, clearSeconds, flapping } = ruleOf("monitor:m", "m", spec);
  assert.deepEqual([aspect, staleSeconds, clearSeconds, flapping.failures], ["reachable", 30, 20, 3]);
  const signals = { labels: {}, namedBy: [], heartbeatSeconds: null };
  const alerts = ruleOf("monitor:m", "m", { ...spec, check: null, signals });
  assert.equal(alerts.staleSeconds, Number.POSITIVE_INFINITY, "an alert holds until it is resolved");
  assert.ok(isDecidedAtOnce(alerts), "nothing else is waited for");
  assert.ok(!isDecidedAtOnce({ ...alerts, quorum: 2 }) && !isDecidedAtOnce({ ...alerts, raiseSeconds: 5 }));
  const heartbeat = ruleOf("monitor:m", "m", {
    ...spec,
    check: null,
    signals: { ...signals, heartbeatSeconds: 300 },
  });
  assert.ok(!isDecidedAtOnce(heartbeat), "silence takes its time");
  assert.deepEqual([heartbeat.staleSeconds, heartbeat.silenceSeconds], [300, 0]);
});

test("[B2.4] an alert is taken by all of its labels, and a star stands for any letters", () => {
  const match = (labels: { readonly [name: string]: string }) => ({
    labels,
    namedBy: [],
    heartbeatSeconds: null,
  });
  const labels = { alertname: "PostgresDown", instance: "east-db-1:5432" };
  assert.ok(takesSignal(match({ alertname: "PostgresDown" }), labels));
  assert.ok(takesSignal(match({ alertname: "Postgres*", instance: "east-*:5432" }), labels));
  assert.ok(takesSignal(match({ instance: "*db*" }), labels));
  assert.ok(!takesSignal(match({ alertname: "Postgres" }), labels));
  assert.ok(!takesSignal(match({ alertname: "PostgresDown", service: "*" }), labels));
  assert.ok(!takesSignal(match({ instance: "east-db-1:5432*5432" }), labels), "letters count once");
});
