import assert from "node:assert/strict";
import { test } from "node:test";
import { packsNamed } from "./clock-facts.ts";
import type { IncidentOrder } from "./commands.ts";
import { ana, dev, fact, opening, story } from "./incident.test-kit.ts";

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

test("regulations of documents are found by the name of their law", () => {
  assert.deepEqual(packsNamed(["DORA article 19", "Gdpr", "Consumer contracts act", "secret"]), [
    "dora",
    "gdpr",
  ]);
});
