import assert from "node:assert/strict";
import { test } from "node:test";
import { addSeconds } from "../model/instant.ts";
import type { Authority } from "../model/plan.ts";
import { briefingAgenda } from "./briefing-agenda.ts";
import { clocksOf } from "./clock-facts.ts";
import type { IncidentOrder } from "./commands.ts";
import { composeUpdate } from "./compose-update.ts";
import { ana, chloe, dev, fact, opening, startOfStory, story, watcher } from "./incident.test-kit.ts";
import { openReminders } from "./reminders.ts";

const authority: Authority = {
  declare: [
    { who: "person:dev", afterSeconds: null },
    { who: "person:chloe", afterSeconds: 60 },
  ],
  quorum: 1,
  standDown: "team:crisis",
};

const ask = (more: Partial<Authority> = {}): IncidentOrder => ({
  type: "AskDeclaration",
  plan: "plan:orders-without-east",
  authority: { ...authority, ...more },
  revision: "r1",
  reason: "east does not answer",
});

test("[B4.3] a dispute goes to the authority agreed before, and the options not taken are kept", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, {
    type: "AskDecision",
    data: {
      decision: "d1",
      question: "Roll back or repair?",
      options: ["roll back", "repair"],
      authority: "team:crisis",
      until: addSeconds(startOfStory, 600),
    },
  });
  const take = (option: string): IncidentOrder => ({
    type: "TakeDecision",
    decision: "d1",
    option,
    reason: "faster",
  });
  assert.equal(one.refused(ana, take("repair")), "not-authorised");
  assert.equal(one.refused(dev, take("pray")), "unknown-option");
  one.tell(dev, take("roll back"));
  assert.equal(one.refused(chloe, take("repair")), "thing-over");
  assert.deepEqual(one.state().decisions.get("d1")?.options, ["roll back", "repair"]);
});

test("[B4.2] a briefing has an agenda made from the state, and leads to the next one", () => {
  const one = story();
  one.tell(ana, opening);
  const nextAt = addSeconds(startOfStory, 3600);
  one.tell(ana, {
    type: "ScheduleBriefing",
    data: { briefing: "b1", startsAt: addSeconds(startOfStory, 60), minutes: 15 },
  });
  one.tell(ana, fact("aware-at", startOfStory));
  const agenda = briefingAgenda(one.state(), one.now());
  assert.ok(agenda.some((item) => item.startsWith("Not known yet: safety-at-risk")));
  assert.ok(agenda.some((item) => item.includes("Notification of a personal data breach: due in 72.0 h")));
  one.tell(ana, {
    type: "HoldBriefing",
    data: { briefing: "b1", agenda, decisions: ["wait"], notes: "", nextAt },
  });
  assert.equal(one.state().briefings.get("b1+")?.startsAt, nextAt);
});

test("[A7.5] [B4.5] a vendor's clock runs from the case, and a promise is remembered", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, {
    type: "OpenVendorCase",
    data: {
      case: "v1",
      vendor: "vendor:carrier",
      contract: "contract:line",
      subject: "the line is down",
      reference: "",
      responseSeconds: 900,
    },
  });
  one.wait(901);
  one.tell(watcher, { type: "Remind" });
  assert.ok(one.state().reminded.has("vendor v1 response"));
  const answer = (what: "promised", promisedAt: string | null): IncidentOrder => ({
    type: "RecordVendorAnswer",
    data: { case: "v1", note: "", evidence: [], what, promisedAt },
  });
  assert.equal(one.refused(ana, answer("promised", null)), "instant-invalid");
  one.tell(ana, answer("promised", addSeconds(one.now(), 600)));
  one.wait(600);
  one.tell(watcher, { type: "Remind" });
  assert.equal(one.events.filter(({ type }) => type === "Reminded").length, 2);
});

test("[B4.6] [B2.6] every audience is told from the same facts, and nobody approves their own words", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, fact("services-affected", ["service:orders"]));
  one.tell(ana, fact("users-affected-percent", 30, true));
  const titles = new Map([["service:orders", "Order intake"]]);
  assert.equal(
    composeUpdate(one.state(), "business", titles),
    "Orders fail: being assessed.\nServices affected: Order intake.\nUsers affected: 30 % (estimate).",
  );
  assert.match(composeUpdate(one.state(), "regulator", titles), /We became aware: not known/);
  assert.doesNotMatch(composeUpdate(one.state(), "customer", titles), /30 %/);
  const text = composeUpdate(one.state(), "customer", titles);
  one.tell(ana, {
    type: "DraftUpdate",
    data: { update: "u1", audience: "Customers", text, approver: "person:dev", asOf: 4 },
  });
  const approve: IncidentOrder = { type: "ApproveUpdate", update: "u1", note: "" };
  assert.equal(one.refused(ana, approve), "doer-is-approver");
  assert.equal(one.refused(chloe, approve), "not-authorised");
  const publish: IncidentOrder = {
    type: "RecordPublication",
    data: { update: "u1", channel: "status-page", outcome: "done", detail: "" },
  };
  assert.equal(one.refused(ana, publish), "incident-status");
  one.tell(dev, approve);
  one.tell(watcher, publish);
});

test("[A3.3] only the record of a submission stops a clock of the law, and it can be made after the incident is closed", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, fact("aware-at", startOfStory));
  const gdpr = () => clocksOf(one.state(), one.now()).find(({ rule }) => rule === "gdpr-notification");
  one.wait(36 * 3600);
  one.tell(watcher, { type: "Remind" });
  assert.ok([...one.state().reminded].some((key) => /gdpr-notification .* 50%/.test(key)));
  one.tell(ana, fact("restored-at", one.now()));
  one.tell(ana, { type: "CloseIncident", reason: "orders work", result: "restored" });
  assert.equal(gdpr()?.status, "running");
  const submission = (report: string): IncidentOrder => ({
    type: "RecordSubmission",
    data: { report, submittedAt: one.now(), reference: "A-17", evidence: [] },
  });
  assert.equal(one.refused(ana, submission("horoscope")), "report-unknown");
  one.tell(ana, submission("gdpr-notification"));
  assert.equal(gdpr()?.status, "met");
  assert.ok(!openReminders(one.state(), one.now()).some(({ about }) => about.startsWith("gdpr")));
});

test("a reminder is given once, however often one asks", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  one.wait(120);
  assert.deepEqual(one.tell(watcher, { type: "Remind" }), ["Reminded", "Reminded"]);
  assert.deepEqual(one.tell(watcher, { type: "Remind" }), []);
});
