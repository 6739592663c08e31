import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Ref } from "../../model/ref.ts";
import type { RosterSpec } from "../../model/roster.ts";
import { ana, chloe, dev, opening, person, story, watcher } from "../incident.test-kit.ts";
import type { IncidentOrder } from "../commands.ts";
import type { CalloutDemand, ChannelName } from "./callout-events.ts";
import { calloutView } from "./callout-view.ts";
import { onDutyAt } from "./on-duty.ts";
import { nextCallMoment } from "./next-calls.ts";
import { quorumOf } from "./quorum.ts";

const list = (role: string, need: number, ...names: readonly string[]): CalloutDemand => ({
  role,
  need,
  assigns: role === "incident-commander",
  people: names.map((name) => ({
    person: `person:${name}` as Ref,
    duty: "unknown",
    channels: ["email", "sms"] satisfies ChannelName[],
  })),
});

const callout = (...demands: readonly CalloutDemand[]) =>
  ({
    type: "StartCallout",
    data: {
      callout: "c1",
      text: "Orders fail; join the bridge.",
      demands,
      ladder: [
        { channel: "email", afterSeconds: 0 },
        { channel: "sms", afterSeconds: 30 },
      ],
      withinSeconds: 600,
      escalateAfterSeconds: 120,
    },
  }) as const;

const called = (one: ReturnType<typeof story>) =>
  (one.state().callouts.get("c1")?.pages ?? []).map(({ person: who, round }) => `${who} ${round}`);

const says = (
  name: string,
  answer: "coming" | "cannot" = "coming",
  how: "link" | "phone" = "link",
): IncidentOrder => ({
  type: "AnswerCallout",
  data: { callout: "c1", person: `person:${name}`, answer, how, note: "" },
});

function begun(...demands: readonly CalloutDemand[]) {
  const one = story();
  one.tell(dev, opening);
  one.tell(dev, callout(...demands));
  return one;
}

test("[A7.1] the first of each list is called, the next when nobody answers in time, and all again when the list ends", () => {
  const one = begun(list("dba", 1, "ana", "bert"));
  assert.deepEqual(called(one), ["person:ana 1"]);
  one.wait(119).tell(watcher, { type: "Remind" });
  assert.deepEqual(called(one), ["person:ana 1"]);
  one.wait(1).tell(watcher, { type: "Remind" });
  assert.deepEqual(called(one), ["person:ana 1", "person:bert 1"]);
  one.wait(120).tell(watcher, { type: "Remind" });
  one.wait(120).tell(watcher, { type: "Remind" });
  assert.deepEqual(called(one), ["person:ana 1", "person:bert 1", "person:ana 2", "person:bert 2"]);
});

test("[A7.1] whoever cannot come is followed by the next at once; enough who come end the calling", () => {
  const one = begun(list("dba", 1, "ana", "bert"), list("network", 2, "nils", "nora", "nadja"));
  assert.deepEqual(called(one), ["person:ana 1", "person:nils 1", "person:nora 1"]);
  one.tell(ana, says("ana", "cannot"));
  assert.deepEqual(called(one).at(-1), "person:bert 1");
  for (const name of ["bert", "nils"]) one.tell(person(name), says(name));
  assert.deepEqual(one.tell(person("nora"), says("nora")), ["CalloutAnswered", "QuorumReached"]);
  assert.equal(one.state().callouts.get("c1")?.status, "quorate");
  assert.deepEqual(one.tell(person("nora"), says("nora", "cannot")), [
    "CalloutAnswered",
    "QuorumLost",
    "PersonPaged",
  ]);
});

test("a quorum that is not reached in its time is said once, and the calling goes on", () => {
  const one = begun(list("dba", 1, "ana"));
  one.wait(600);
  assert.ok(one.tell(watcher, { type: "Remind" }).includes("QuorumMissed"));
  assert.deepEqual(one.wait(1).tell(watcher, { type: "Remind" }), []);
  assert.deepEqual(one.tell(ana, says("ana")), ["CalloutAnswered", "QuorumReached"]);
});

test("somebody whom no channel reaches is followed by the next at once, and shown as unreachable", () => {
  const one = begun(list("dba", 1, "ana", "bert"));
  for (const channel of ["email", "sms"] as const) {
    one.tell(watcher, { type: "BeginDelivery", page: "c1.1", channel, provider: "first" });
    const settled = { page: "c1.1", channel, attempt: 1, reference: null, detail: "550 no such user" };
    one.tell(watcher, { type: "SettleDelivery", ...settled, outcome: "refused" });
    one.tell(watcher, {
      type: "GiveUpDelivery",
      data: { page: "c1.1", channel, detail: "every provider refused" },
    });
  }
  assert.deepEqual(called(one), ["person:ana 1", "person:bert 1"]);
  const state = one.state().callouts.get("c1") ?? assert.fail();
  assert.equal(calloutView(state).people[0]?.status, "unreachable");
});

test("[A7.1] a message whose sender was lost is sent again, and the log says that it may arrive twice", () => {
  const one = begun(list("dba", 1, "ana"));
  const begin = { type: "BeginDelivery", page: "c1.1", channel: "email", provider: "first" } as const;
  one.tell(watcher, begin);
  assert.deepEqual(one.tell(watcher, begin), ["DeliverySettled", "DeliveryBegun"]);
  const again = one.events.at(-1);
  assert.ok(again?.type === "DeliveryBegun" && again.data.repeats && again.data.attempt === 2);
  one.tell(ana, says("ana"));
  assert.equal(one.refused(watcher, begin), "thing-over", "an answer ends what is still to be sent");
});

test("whoever has no address at all is passed over at once and called once: they stay for the telephone of a person", () => {
  const demand = list("dba", 1, "ana", "bert");
  const people = demand.people.map((each, index) => (index === 0 ? { ...each, channels: [] } : each));
  const one = begun({ ...demand, people });
  assert.deepEqual(called(one), ["person:ana 1", "person:bert 1"]);
  one.tell(chloe, says("ana", "coming", "phone"));
  assert.equal(one.state().callouts.get("c1")?.status, "quorate");
});

test("handed over, delivered and answered are told apart", () => {
  const one = begun(list("dba", 1, "ana"));
  const status = () => calloutView(one.state().callouts.get("c1") ?? assert.fail()).people[0]?.status;
  assert.equal(status(), "being-sent");
  one.tell(watcher, { type: "BeginDelivery", page: "c1.1", channel: "sms", provider: "first" });
  const settled = { page: "c1.1", channel: "sms", attempt: 1, reference: "77", detail: "" } as const;
  one.tell(watcher, { type: "SettleDelivery", ...settled, outcome: "accepted" });
  assert.equal(status(), "handed-over");
  one.tell(watcher, {
    type: "RecordReceipt",
    data: { page: "c1.1", channel: "sms", outcome: "delivered", detail: "" },
  });
  assert.equal(status(), "delivered");
  one.tell(ana, says("ana"));
  assert.equal(status(), "coming");
});

test("only they themselves answer, or whoever reached them by phone; whoever comes takes the role they were called for", () => {
  const one = begun(list("incident-commander", 1, "dev", "chloe"));
  assert.equal(one.refused(ana, says("dev")), "not-authorised");
  one.tell(ana, says("dev", "coming", "phone"));
  const role = one.state().roles.get("incident-commander");
  assert.deepEqual([role?.person, role?.status, role?.how], ["person:dev", "confirmed", "phone"]);
  assert.equal(one.refused(chloe, says("eve", "coming", "phone")), "thing-missing");
});

test("a call-out that could never be complete is refused, and one that was ended calls nobody", () => {
  const one = story();
  one.tell(dev, opening);
  assert.equal(one.refused(dev, callout(list("dba", 2, "ana"))), "thing-missing");
  assert.equal(one.refused(dev, callout()), "thing-missing");
  one.tell(dev, callout(list("dba", 1, "ana", "bert")));
  one.tell(dev, { type: "EndCallout", callout: "c1", reason: "false alarm" });
  assert.deepEqual(one.wait(3600).tell(watcher, { type: "Remind" }), []);
  assert.equal(one.refused(ana, says("ana")), "thing-over");
});

test("the next moment is when somebody is no longer waited for, or the time of the quorum is over", () => {
  const one = begun(list("dba", 1, "ana", "bert"));
  const next = () => nextCallMoment(one.state().callouts.values(), one.now());
  assert.equal(next(), "2026-11-25T14:02:00.000Z");
  one.tell(ana, says("ana"));
  assert.equal(next(), null);
});

test("nobody fills two parts, and as many parts are filled as can be", () => {
  const demands = [list("decider", 1, "ana", "dev"), list("dba", 1, "ana")];
  const both = quorumOf(demands, new Set<Ref>(["person:ana", "person:dev"]));
  assert.deepEqual(both.missing, []);
  assert.deepEqual(quorumOf(demands, new Set<Ref>(["person:ana"])).missing.length, 1);
  const names = fc.subarray(["a", "b", "c", "d", "e"]);
  const demand = fc.tuple(fc.integer({ min: 1, max: 2 }), names);
  fc.assert(
    fc.property(fc.array(demand, { minLength: 1, maxLength: 4 }), names, (wanted, coming) => {
      const given = wanted.map(([need, people], index) => list(`r${index}`, need, ...people));
      const who = new Set(coming.map((name): Ref => `person:${name}`));
      const { filled } = quorumOf(given, who);
      const seated = [...filled.values()].flat();
      assert.equal(new Set(seated).size, seated.length);
      assert.equal(seated.length, mostSeats(given, [...who]));
    }),
  );
});

/** By trying everything: how many places can be filled. */
function mostSeats(demands: readonly CalloutDemand[], people: readonly Ref[]): number {
  const places = demands.flatMap((demand) => Array.from({ length: demand.need }, () => demand));
  const best = (place: number, free: readonly Ref[]): number => {
    const demand = places[place];
    if (demand === undefined) return 0;
    let most = best(place + 1, free);
    for (const one of free) {
      if (!demand.people.some((each) => each.person === one)) continue;
      most = Math.max(
        most,
        1 +
          best(
            place + 1,
            free.filter((other) => other !== one),
          ),
      );
    }
    return most;
  };
  return best(0, people);
}

test("[B3.3] a roster names who is on duty; when it has ended, or has not begun, it says nothing", () => {
  const roster: RosterSpec = {
    description: null,
    owner: null,
    team: "team:dba",
    timeZone: "UTC",
    shifts: [
      {
        person: "person:ana",
        role: null,
        from: "2026-11-25T08:00:00.000Z",
        until: "2026-11-25T16:00:00.000Z",
      },
    ],
    rotation: null,
  };
  assert.deepEqual(onDutyAt([roster], "2026-11-25T15:59:59.999Z").onDuty, ["person:ana"]);
  assert.equal(onDutyAt([roster], "2026-11-25T16:00:00.000Z").onDuty, null);
  const turns = {
    from: "2026-11-01T00:00:00.000Z",
    everySeconds: 86_400,
    people: ["person:b", "person:c"] as Ref[],
  };
  assert.deepEqual(onDutyAt([{ ...roster, rotation: turns }], "2026-11-25T17:00:00.000Z").onDuty, [
    "person:b",
  ]);
});
