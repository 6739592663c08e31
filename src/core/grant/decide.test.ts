import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../model/actor.ts";
import { addSeconds } from "../model/instant.ts";
import type { Ref } from "../model/ref.ts";
import type { GrantOrder } from "./commands.ts";
import { decide } from "./decide.ts";
import type { GrantEvent } from "./events.ts";
import { grantIdOf } from "./grant-id.ts";
import { type GrantState, initialGrantState, isAlarming, mayBeOpen, needsReview } from "./state.ts";
import { textForRun } from "./tell-run.ts";
import { grantView } from "./view.ts";

const start = "2026-11-28T10:00:00.000Z";
const person = (name: string, ...teams: readonly Ref[]): Actor => ({
  type: "person",
  ref: `person:${name}`,
  teams,
});
const [ana, ben, cem] = [person("ana"), person("ben", "team:crisis"), person("cem")];
const engine: Actor = { type: "system", node: "n1" };

const wish: Extract<GrantOrder, { readonly type: "AskGrant" }> = {
  type: "AskGrant",
  data: {
    run: "r1",
    step: "repair",
    origin: "asked",
    grantee: "person:ana",
    target: {
      component: "component:db",
      connector: "postgres",
      as: ["reader"],
      access: { password: "secret:env/X" },
    },
    limitSeconds: 600,
    approver: "team:crisis",
    reason: "wrong orders",
    notified: [],
  },
};

/** Tells a grant one thing after another; a refusal is remembered as its code. */
function told(...orders: readonly (readonly [GrantOrder, Actor, number?])[]) {
  let state: GrantState = initialGrantState();
  const events: GrantEvent[] = [];
  const refusals: string[] = [];
  for (const [order, actor, seconds = 0] of orders) {
    const decision = decide({ ...order, actor, at: addSeconds(start, seconds) }, state);
    if (decision.status === "refused") refusals.push(decision.refusal.code);
    else {
      state = decision.state;
      events.push(...decision.events);
    }
  }
  return { state, events, refusals, types: events.map(({ type }) => type) };
}

const approve = [{ type: "ApproveGrant", note: "" }, ben] as const;
const begin = [{ type: "BeginOpening" }, engine] as const;
const done = { status: "done", detail: "role" } as const;
const opened = (attempt: number) => [{ type: "SettleOpening", attempt, outcome: done }, engine] as const;
const end = [{ type: "EndGrant", cause: "step-closed", reason: "over" }, engine] as const;
const closing = [{ type: "BeginClosing" }, engine] as const;
const closed = (attempt: number) =>
  [{ type: "SettleClosing", attempt, outcome: done, sessionsEnded: 1, uses: [] }, engine] as const;
const open = [[wish, ana], approve, begin, opened(1)] as const;

test("[B4.4] whoever asks, and whoever would have it, approves nothing; nor does somebody of another team", () => {
  const refused = (actor: Actor, asked = ana) =>
    told([wish, asked], [{ type: "ApproveGrant", note: "" }, actor]).refusals;
  assert.deepEqual(refused(ana), ["doer-is-approver"]);
  assert.deepEqual(refused(person("ana", "team:crisis")), ["doer-is-approver"]);
  assert.deepEqual(refused(ana, cem), ["doer-is-approver"], "somebody else asked for them");
  assert.deepEqual(refused(ben, ben), ["doer-is-approver"], "who asked does not approve");
  assert.deepEqual(refused(cem), ["not-authorised"]);
  assert.deepEqual(refused(engine), ["not-authorised"]);
  assert.deepEqual(refused(ben), []);
});

test("[B4.4] a grant is asked for, approved, opened, and revoked with its step", () => {
  const { state, types } = told(...open, end, closing, closed(1));
  assert.deepEqual(types, [
    "GrantAsked",
    "GrantApproved",
    "OpeningBegun",
    "GrantOpened",
    "RevocationAsked",
    "ClosingBegun",
    "GrantRevoked",
  ]);
  assert.equal(state.status, "revoked");
  assert.equal(state.until, addSeconds(start, 600));
  assert.ok(!mayBeOpen(state));
});

test("[B4.4] what was never opened is withdrawn, and is not opened afterwards", () => {
  const { state, types } = told([wish, ana], approve, end, begin, opened(1));
  assert.equal(state.status, "closing", "an opening that came through although nobody began it is closed");
  assert.deepEqual(types.slice(2), ["GrantWithdrawn", "LateOpeningSeen"]);
});

test("[B4.4] an opening that comes through after the end is closed once more", () => {
  const late = told([wish, ana], approve, begin, end, closing, closed(1), opened(1));
  assert.equal(late.types.at(-1), "LateOpeningSeen");
  assert.ok(mayBeOpen(late.state));
  const shut = told([wish, ana], approve, begin, end, closing, closed(1), opened(1), closing, closed(2));
  assert.equal(shut.state.status, "revoked");
});

test("[B4.4] an opening of which nothing is known is closed, not taken for failed", () => {
  const settle = (status: "failed" | "unreachable" | "unknown", attempt = 1) =>
    [{ type: "SettleOpening", attempt, outcome: { status, message: "no answer" } }, engine] as const;
  assert.equal(told([wish, ana], approve, begin, settle("unknown")).state.status, "closing");
  const retried = told([wish, ana], approve, begin, settle("unreachable"));
  assert.equal(retried.state.status, "approved");
  assert.ok(!mayBeOpen(retried.state));
  // The first try was lost with its node; that the second reached nothing says nothing of the first.
  const lost = told([wish, ana], approve, begin, begin, settle("unreachable", 2));
  assert.ok(mayBeOpen(lost.state));
  assert.equal(
    told([wish, ana], approve, begin, begin, settle("unreachable", 2), end).types.at(-1),
    "RevocationAsked",
  );
  const tries = Array.from({ length: 5 }, (_, index) => [begin, settle("failed", index + 1)] as const).flat();
  assert.equal(told([wish, ana], approve, ...tries).state.status, "not-opened");
});

test("[B4.4] a closing that fails is an alarm and is tried again, ever later but for ever", () => {
  const failed = (attempt: number, seconds: number) =>
    [
      {
        type: "SettleClosing",
        attempt,
        outcome: { status: "unreachable", message: "db away" },
        sessionsEnded: 0,
        uses: [],
      },
      engine,
      seconds,
    ] as const;
  const tries = Array.from({ length: 12 }, (_, index) => [closing, failed(index + 1, 0)] as const).flat();
  const { state, events } = told(...open, end, ...tries);
  assert.ok(isAlarming(state) && mayBeOpen(state));
  const waits = events.flatMap((event) => (event.type === "ClosingFailed" ? [event.data.retryAt] : []));
  assert.equal(waits[0], addSeconds(start, 2));
  assert.equal(waits.at(-1), addSeconds(start, 60));
  const alarms = events.filter((event) => textForRun("g", event, state)?.startsWith("ALARM"));
  assert.equal(alarms.length, 1, "the timeline is not flooded");
  assert.ok(!isAlarming(told(...open, end, ...tries, closing, closed(13)).state));
});

test("[B4.4] a credential is for the grantee, once, while the grant is open; a new one makes the old one void", () => {
  const collect = (again = false) => [{ type: "BeginCredential", again }, ana] as const;
  const issued = (issue: number) =>
    [
      { type: "SettleCredential", issue, outcome: { status: "done", reference: "role", until: start } },
      ana,
    ] as const;
  assert.deepEqual(told([wish, ana], approve, collect()).refusals, ["grant-status"]);
  assert.deepEqual(told(...open, [{ type: "BeginCredential", again: false }, ben]).refusals, [
    "not-authorised",
  ]);
  assert.deepEqual(told(...open, collect(), issued(1), collect()).refusals, ["grant-status"]);
  assert.deepEqual(
    told(...open, collect(), issued(1), collect(true), issued(1)).types.slice(-2),
    ["CredentialIssued", "CredentialBegun"],
    "the answer of the first comes too late",
  );
  assert.deepEqual(told(...open, end, collect()).refusals, ["grant-status"]);
});

test("[B4.4] glass is broken with a reason, opens at once, and stays open to review until somebody else has looked", () => {
  const glass = { ...wish, data: { ...wish.data, origin: "break-glass", notified: ["person:ben"] } } as const;
  assert.deepEqual(told([{ ...glass, data: { ...glass.data, reason: "" } }, ana]).refusals, [
    "reason-missing",
  ]);
  const review = (actor: Actor, note = "nobody answered") =>
    [{ type: "ReviewBreakGlass", verdict: "justified", note }, actor] as const;
  const used = [[glass, ana], begin, opened(1)] as const;
  assert.deepEqual(told(...used, review(ben)).refusals, ["grant-status"], "it is still open");
  const over = [...used, end, closing, closed(1)] as const;
  assert.ok(needsReview(told(...over).state));
  assert.deepEqual(told(...over, review(ana)).refusals, ["doer-is-approver"]);
  assert.deepEqual(told(...over, review(ben, " ")).refusals, ["reason-missing"]);
  const reviewed = told(...over, review(cem), review(ben));
  assert.ok(!needsReview(reviewed.state));
  assert.deepEqual(reviewed.refusals, ["grant-status"], "once is enough");
});

test("[B4.4] a view says what the asking person may do, and nothing of how the target is reached", () => {
  const view = grantView("g", 1, told([wish, ana]).state, ben);
  assert.equal(view?.whyNot.approve, null);
  assert.match(view?.whyNot.collect ?? "", /Only person:ana/);
  assert.ok(!JSON.stringify(view).includes("secret:env"));
  assert.equal(grantView("g", 0, initialGrantState(), ben), null);
});

test("[B4.4] the id of a declared grant is the same for the same opening, and another for another", () => {
  assert.equal(grantIdOf("r1", "repair", 1, 0, "person:ana"), grantIdOf("r1", "repair", 1, 0, "person:ana"));
  const many = Array.from({ length: 10_000 }, (_, index) =>
    grantIdOf("r1", "repair", index, 0, "person:ana"),
  );
  assert.equal(new Set(many).size, many.length);
  assert.match(many[0] ?? "", /^[0-9a-z]{13}$/);
});
