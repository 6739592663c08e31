import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Ref } from "../../model/ref.ts";
import { judgeReadiness, type ServiceReadiness, standingOf } from "./readiness.ts";

type Given = {
  readonly verdict?: ServiceReadiness["verdict"];
  readonly scope?: ServiceReadiness["scope"];
  readonly required?: number | null;
  readonly measured?: number | null;
  readonly lost?: number | null;
};

function service(name: string, given: Given = {}): ServiceReadiness {
  const { verdict = "met", scope = "in", required = 3600, measured = null, lost = null } = given;
  return {
    ref: `service:${name}`,
    scope,
    verdict,
    rto: {
      requiredSeconds: required,
      forecast: null,
      complete: true,
      measuredSeconds: measured,
      measuredRun: null,
      measuredAt: null,
      probabilityMet: null,
      runbook: null,
      feasibility: null,
      withDependencies: null,
    },
    rpo: {
      requiredSeconds: required === null ? null : 60,
      forecastSeconds: null,
      of: null,
      measuredSeconds: lost,
      measuredRun: null,
      measuredAt: null,
    },
  };
}

const judge = (services: readonly ServiceReadiness[], more = {}) =>
  judgeReadiness({ services, errors: 0, isLastGood: false, staleParts: 0, ...more });

const refsAbout = (answer: ReturnType<typeof judge>, about: string): readonly Ref[] =>
  answer.reasons.find((reason) => reason.about === about)?.refs ?? [];

test("[B1.1] the answer is yes only where every service with an objective is forecast to meet it", () => {
  assert.equal(judge([service("a"), service("b")]).status, "yes");
  assert.equal(judge([service("a"), service("b", { verdict: "unknown" })]).status, "unknown");
  assert.equal(judge([service("a"), service("b", { verdict: "missed" })]).status, "partly");
  assert.equal(judge([service("b", { verdict: "missed" })]).status, "no");
  const mixed = judge([service("a", { verdict: "missed" }), service("b", { verdict: "unknown" })]);
  assert.equal(mixed.status, "no", "what is unknown does not make it partly");
  assert.match(mixed.headline, /1 of 2 .* late, and of the others we do not know/);
});

test("[B1.1] what was measured counts against a service and never for it", () => {
  assert.equal(standingOf(service("slow", { measured: 3601 })), "late");
  assert.equal(standingOf(service("lossy", { lost: 61 })), "late");
  assert.equal(standingOf(service("fast", { measured: 1, lost: 0, verdict: "unknown" })), "unknown");
  assert.equal(standingOf(service("exact", { measured: 3600, lost: 60 })), "good");
});

test("services without an objective or out of scope are told and not counted", () => {
  const none = service("none", { required: null, verdict: "met" });
  const out = service("out", { scope: "out", verdict: "missed" });
  const answer = judge([service("a"), none, out]);
  assert.equal(answer.status, "yes");
  assert.deepEqual(refsAbout(answer, "none"), ["service:none"]);
  assert.ok(!answer.reasons.some(({ refs }) => refs.includes("service:out")));
  assert.equal(judge([none, out]).status, "nothing");
  assert.match(judge([none]).headline, /Nobody has said how fast/);
  assert.match(judge([]).headline, /No service is described/);
});

test("errors, an older revision and stale plans are reasons beside any answer", () => {
  const answer = judge([service("a", { measured: 5 })], { errors: 2, isLastGood: true, staleParts: 1 });
  const told = answer.reasons.map(({ about, count }) => [about, count]);
  assert.deepEqual(told, [
    ["errors", 2],
    ["old", 1],
    ["good", 1],
    ["measured", 1],
    ["stale", 1],
  ]);
  assert.deepEqual(refsAbout(judge([service("a")]), "unmeasured"), ["service:a"]);
});

test("whatever is known, each service with an objective is counted once, and no unknown one is good", () => {
  const given = fc.record({
    verdict: fc.constantFrom("met", "missed", "unknown"),
    scope: fc.constantFrom("in", "out", null),
    required: fc.constantFrom(null, 60),
    measured: fc.constantFrom(null, 1, 100),
  });
  fc.assert(
    fc.property(fc.array(given, { maxLength: 8 }), (all) => {
      const services = all.map((one, i) => service(`s${i}`, one));
      const answer = judge(services);
      const counted = ["late", "unknown", "good"].flatMap((about) => refsAbout(answer, about));
      const asked = services.filter(({ scope, rto }) => scope !== "out" && rto.requiredSeconds !== null);
      assert.deepEqual(counted.toSorted(), asked.map(({ ref }) => ref).toSorted());
      const hasUnknown = asked.some(({ verdict }) => verdict !== "met");
      if (hasUnknown) assert.notEqual(answer.status, "yes");
    }),
  );
});
