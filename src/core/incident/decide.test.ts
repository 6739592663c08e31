import assert from "node:assert/strict";
import { test } from "node:test";
import { addSeconds } from "../model/instant.ts";
import type { Authority } from "../model/plan.ts";
import { briefingAgenda } from "./briefing-agenda.ts";
import { clocksOf, packsNamed } from "./clock-facts.ts";
import type { IncidentOrder } from "./commands.ts";
import { composeUpdate } from "./compose-update.ts";
import { type DeskFacts, judgeDesk } from "./desk.ts";
import { opening, person, startOfStory, story, watcher } from "./incident.test-kit.ts";
import { openReminders } from "./reminders.ts";

const dev = person("dev", "team:crisis");
const chloe = person("chloe", "team:crisis", "team:shop");
const ana = person("ana", "team:dba");

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

const declare = (more: object = {}): IncidentOrder => ({
  type: "Declare",
  reason: "east is gone",
  infeasible: { shown: true, because: "the repair takes till night" },
  desk: null,
  override: false,
  optionsNotTaken: ["wait for the repair"],
  ...more,
});

const fact = (name: string, value: IncidentOrder extends infer _ ? unknown : never, estimate = false) =>
  ({ type: "StateFact", fact: name, value, estimate, source: "phone" }) as IncidentOrder;

test("[B2.5] severity follows from the facts by explicit rules, again with each that changes", () => {
  const one = story();
  assert.deepEqual(one.tell(ana, opening), ["IncidentOpened", "SeverityClassified"]);
  assert.equal(one.state().severity?.severity, 3, "what is not known is not harmless");
  one.tell(ana, fact("users-affected-percent", 20, true));
  assert.equal(one.state().severity?.severity, 2);
  one.tell(ana, fact("data-loss-seconds", 1200));
  assert.deepEqual(one.state().severity?.matched[0]?.rule, "much-data");
  assert.equal(one.state().severity?.escalation, "executives");
  one.tell(ana, fact("data-loss-seconds", 0));
  assert.equal(one.state().severity?.severity, 2, "a corrected fact takes its consequence back");
  assert.equal(one.state().facts.get("users-affected-percent")?.estimate, true);
  assert.equal(one.state().facts.get("users-affected-percent")?.by, "person:ana");
});

test("a fact that is none, or has another shape, is refused in words", () => {
  const one = story();
  one.tell(ana, opening);
  assert.equal(one.refused(ana, fact("mood", 3)), "fact-invalid");
  assert.equal(one.refused(ana, fact("users-affected-percent", 101)), "fact-invalid");
  assert.equal(one.refused(ana, fact("impact-began-at", "yesterday")), "fact-invalid");
  assert.equal(one.refused(ana, fact("services-affected", ["orders"])), "fact-invalid");
});

test("[A2.6] [B3.1] only who the plan names may declare, deputies when their time has come", () => {
  const one = story();
  one.tell(ana, opening);
  assert.equal(one.refused(dev, declare()), "declaration-not-asked");
  one.tell(ana, ask());
  assert.equal(one.refused(ana, declare()), "not-authorised");
  assert.equal(one.refused(chloe, declare()), "not-authorised", "her time has not come");
  one.wait(59);
  assert.equal(one.refused(chloe, declare()), "not-authorised");
  one.wait(1);
  assert.deepEqual(one.tell(chloe, declare()), ["DeclarationAgreed", "DisasterDeclared"]);
  assert.equal(one.state().status, "declared");
  assert.deepEqual(one.state().declaration?.votes[0]?.optionsNotTaken, ["wait for the repair"]);
});

test("[A2.6] a quorum of two is two people", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask({ quorum: 2 }));
  assert.deepEqual(one.tell(dev, declare()), ["DeclarationAgreed"]);
  assert.equal(one.refused(dev, declare()), "already-agreed");
  one.wait(60);
  assert.deepEqual(one.tell(chloe, declare()), ["DeclarationAgreed", "DisasterDeclared"]);
});

test("[A7.3] a disaster is declared only when repair in time is shown to be impossible, or by an override that a second person stands up for", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  const notShown = { infeasible: { shown: false, because: "nobody has given an estimate" } };
  assert.equal(one.refused(dev, declare(notShown)), "infeasibility-not-shown");
  assert.deepEqual(one.tell(dev, declare({ ...notShown, override: true })), ["DeclarationAgreed"]);
  assert.equal(one.state().status, "open", "one alone cannot override");
  const second: IncidentOrder = { type: "SecondOverride", reason: "I have seen the smoke" };
  assert.equal(one.refused(dev, second), "doer-is-approver");
  assert.equal(one.refused(ana, second), "not-authorised", "ana holds no role here");
  assert.deepEqual(one.tell(chloe, second), ["OverrideSeconded", "DisasterDeclared"]);
  assert.equal(one.state().declaration?.basis, "override");
});

test("[B3.6] what was declined stays in the record, and can be asked again", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  assert.equal(one.refused(ana, ask()), "declaration-asked");
  one.tell(dev, { type: "DeclineDeclaration", reason: "the repair is nearly done" });
  assert.equal(one.state().declined.length, 1);
  one.tell(ana, ask());
  assert.equal(one.refused(ana, ask({ declare: [] })), "declaration-asked");
});

test("nobody can declare on a plan that names nobody", () => {
  const one = story();
  one.tell(ana, opening);
  assert.equal(one.refused(ana, ask({ declare: [] })), "authority-missing");
});

test("[B3.3] who is scheduled is not yet there: only a confirmation says so, their own or somebody's who reached them", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, { type: "AssignRole", role: "incident-commander", person: "person:dev", reason: "" });
  assert.equal(one.state().roles.get("incident-commander")?.status, "asked");
  const answer = { type: "AnswerRole", role: "incident-commander", accept: true, note: "" } as const;
  assert.equal(one.refused(ana, { ...answer, byPhone: false }), "not-authorised");
  one.tell(ana, { ...answer, byPhone: true });
  assert.equal(one.state().roles.get("incident-commander")?.how, "phone");
});

test("[B2.3] two commanders at once are not possible: a role is handed over, or taken with a reason", () => {
  const one = story();
  one.tell(ana, opening);
  const assign = (name: string, reason = ""): IncidentOrder => ({
    type: "AssignRole",
    role: "incident-commander",
    person: `person:${name}`,
    reason,
  });
  one.tell(ana, assign("dev"));
  one.tell(dev, { type: "AnswerRole", role: "incident-commander", accept: true, byPhone: false, note: "" });
  assert.equal(one.refused(ana, assign("chloe")), "role-held");
  assert.equal(
    one.refused(ana, { type: "HandOverRole", role: "incident-commander", to: "person:chloe", note: "" }),
    "not-authorised",
  );
  one.tell(dev, {
    type: "HandOverRole",
    role: "incident-commander",
    to: "person:chloe",
    note: "20 hours awake",
  });
  assert.equal(one.state().roles.get("incident-commander")?.person, "person:chloe");
});

test("[B4.3] a dispute goes to the authority agreed before, and the options not taken are kept", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, {
    type: "AskDecision",
    decision: "d1",
    question: "Roll back or repair?",
    options: ["roll back", "repair"],
    authority: "team:crisis",
    until: addSeconds(startOfStory, 600),
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
    briefing: "b1",
    startsAt: addSeconds(startOfStory, 60),
    minutes: 15,
  });
  one.tell(ana, fact("aware-at", startOfStory));
  const agenda = briefingAgenda(one.state(), one.now());
  assert.ok(agenda.some((item) => item.startsWith("Not known yet: safety-at-risk")));
  assert.ok(agenda.some((item) => item.includes("Notification of a personal data breach: due in 72.0 h")));
  one.tell(ana, { type: "HoldBriefing", briefing: "b1", agenda, decisions: ["wait"], notes: "", nextAt });
  assert.equal(one.state().briefings.get("b1+")?.startsAt, nextAt);
});

test("[A7.5] [B4.5] a vendor's clock runs from the case, and a promise is remembered", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, {
    type: "OpenVendorCase",
    case: "v1",
    vendor: "vendor:carrier",
    contract: "contract:line",
    subject: "the line is down",
    reference: "",
    responseSeconds: 900,
  });
  one.wait(901);
  one.tell(watcher, { type: "Remind" });
  assert.ok(one.state().reminded.has("vendor v1 response"));
  const answer = { type: "RecordVendorAnswer", case: "v1", note: "", evidence: [] } as const;
  assert.equal(one.refused(ana, { ...answer, what: "promised", promisedAt: null }), "instant-invalid");
  one.tell(ana, { ...answer, what: "promised", promisedAt: addSeconds(one.now(), 600) });
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
    update: "u1",
    audience: "Customers",
    text,
    approver: "person:dev",
    asOf: 4,
  });
  const approve: IncidentOrder = { type: "ApproveUpdate", update: "u1", note: "" };
  assert.equal(one.refused(ana, approve), "doer-is-approver");
  assert.equal(one.refused(chloe, approve), "not-authorised");
  const publish: IncidentOrder = {
    type: "RecordPublication",
    update: "u1",
    channel: "status-page",
    outcome: "done",
    detail: "",
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
    report,
    submittedAt: one.now(),
    reference: "A-17",
    evidence: [],
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

test("a declared disaster is stood down by its authority before it is closed; the log is corrected beside, not over", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, ask());
  one.tell(dev, declare());
  const close: IncidentOrder = { type: "CloseIncident", reason: "done", result: "restored" };
  assert.equal(one.refused(dev, close), "incident-status");
  const down = { type: "StandDown", reason: "back", authority: "team:crisis", criteria: [] } as const;
  assert.equal(one.refused(ana, down), "not-authorised");
  one.tell(dev, down);
  one.tell(dev, close);
  assert.equal(one.refused(ana, fact("users-affected", 1)), "incident-status");
  const correct = { type: "CorrectEntry", lastVersion: 6, text: "it was 14:05", reason: "typo" } as const;
  assert.equal(one.refused(ana, { ...correct, version: 7 }), "entry-missing");
  one.tell(ana, { ...correct, version: 2 });
  one.tell(ana, { type: "ReopenIncident", reason: "it is back" });
  assert.equal(one.state().status, "stood-down");
});

const deskFacts: DeskFacts = {
  now: "2026-11-25T14:10:00.000Z",
  impactBeganAt: "2026-11-25T14:00:00.000Z",
  tolerance: { seconds: 3600, of: "service:orders", kind: "rto" },
  failover: { runbook: "runbook:orders-failover", p50: 600, p90: 1200, complete: true },
  repair: null,
  repairRatios: [],
};

test("[A7.3] the latest responsible moment is the end of tolerance less the P90 of the failover", () => {
  const view = judgeDesk(deskFacts);
  assert.equal(view.toleranceEndsAt, "2026-11-25T15:00:00.000Z");
  assert.equal(view.latestResponsibleMoment, "2026-11-25T14:40:00.000Z");
  assert.equal(view.secondsToDecide, 1800);
  assert.equal(view.infeasible.shown, false, "nobody was asked about the repair");
  assert.equal(judgeDesk({ ...deskFacts, impactBeganAt: null }).latestResponsibleMoment, null);
});

test("[A7.3] an estimate of repair is stretched by the record of such estimates before it is believed", () => {
  const repair = {
    readyAt: "2026-11-25T14:50:00.000Z",
    statedAt: "2026-11-25T14:10:00.000Z",
    by: "person:ana",
    reason: "",
  };
  assert.equal(judgeDesk({ ...deskFacts, repair }).repair.inTime, "yes");
  const view = judgeDesk({ ...deskFacts, repair, repairRatios: [1, 1.5, 2, 2, 3] });
  assert.equal(view.repair.likelyReadyAt, "2026-11-25T15:30:00.000Z");
  assert.equal(view.repair.inTime, "no");
  assert.equal(view.infeasible.shown, true);
  const none = { ...repair, readyAt: null };
  assert.equal(judgeDesk({ ...deskFacts, repair: none }).infeasible.shown, false, "there is still time");
  const late = { ...deskFacts, repair: none, now: "2026-11-25T14:40:00.000Z" };
  assert.equal(judgeDesk(late).infeasible.shown, true);
});

test("regulations of documents are found by the name of their law", () => {
  assert.deepEqual(packsNamed(["DORA article 19", "Gdpr", "Consumer contracts act", "secret"]), [
    "dora",
    "gdpr",
  ]);
});
