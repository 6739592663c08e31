import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import type { Actor } from "../model/actor.ts";
import { addSeconds } from "../model/instant.ts";
import type { GrantOrder, GrantOutcome } from "./commands.ts";
import { decide } from "./decide.ts";
import type { RecordedGrantEvent } from "./events.ts";
import { fold } from "./evolve.ts";
import { type GrantState, initialGrantState, mayBeOpen } from "./state.ts";

const seed = Number(process.env["SEED"] ?? Date.now() % 2 ** 31);
const start = "2026-11-28T10:00:00.000Z";
const people: readonly Actor[] = ["ana", "ben", "cem"].map((name) => ({
  type: "person",
  ref: `person:${name}`,
  teams: name === "ben" ? ["team:crisis"] : [],
}));
const engine: Actor = { type: "system", node: "n1" };

const actor = fc.constantFrom(...people, engine);
const reason = fc.constantFrom("why", "", " ");
/** 0 stands for the newest one. */
const attempt = fc.constantFrom(0, 0, 0, 1, 2);
const outcome: fc.Arbitrary<GrantOutcome> = fc.constantFrom(
  { status: "done", detail: "" } as const,
  { status: "failed", message: "no" } as const,
  { status: "unreachable", message: "away" } as const,
  { status: "unknown", message: "lost" } as const,
);

type Asked = Pick<
  Extract<GrantOrder, { readonly type: "AskGrant" }>["data"],
  "origin" | "limitSeconds" | "reason"
>;

const askWith = (asked: Asked): GrantOrder => ({
  type: "AskGrant",
  data: {
    ...asked,
    run: "r",
    step: "s",
    notified: [],
    grantee: "person:ana",
    target: { component: "component:db", connector: "postgres", as: ["reader"], access: {} },
    approver: "team:crisis",
  },
});

const asking = fc.record({
  origin: fc.constantFrom("asked" as const, "step" as const, "break-glass" as const),
  limitSeconds: fc.constantFrom(0, 60, 600, 1e9),
  reason,
});

const order: fc.Arbitrary<GrantOrder> = fc.oneof(
  asking.map(askWith),
  fc.constant<GrantOrder>({ type: "ApproveGrant", note: "" }),
  fc.constant<GrantOrder>({ type: "BeginOpening" }),
  fc.record({ type: fc.constant("SettleOpening" as const), attempt, outcome }),
  fc.record({ type: fc.constant("BeginCredential" as const), again: fc.boolean() }),
  fc.constant<GrantOrder>({ type: "BeginClosing" }),
  fc.record({
    type: fc.constant("SettleClosing" as const),
    attempt,
    outcome,
    sessionsEnded: fc.constant(0),
    uses: fc.constant([]),
  }),
  fc.record({
    type: fc.constant("EndGrant" as const),
    cause: fc.constantFrom("by-person" as const, "expired" as const, "step-closed" as const),
    reason,
  }),
  fc.record({
    type: fc.constant("ReviewBreakGlass" as const),
    verdict: fc.constantFrom("justified" as const, "not-justified" as const),
    note: reason,
  }),
);

const story = fc.array(fc.tuple(order, actor), { maxLength: 60 });

/** Whether, at the target, somebody could be in: by the openings that came through and the closings that were certain. */
function followTarget(events: readonly RecordedGrantEvent[]): boolean {
  let isOpen = false;
  for (const { type } of events) {
    if (type === "GrantOpened" || type === "LateOpeningSeen") isOpen = true;
    if (type === "GrantRevoked") isOpen = false;
  }
  return isOpen;
}

function newest(given: GrantOrder, { openings, closings }: GrantState): GrantOrder {
  if (given.type === "SettleOpening" && given.attempt === 0) return { ...given, attempt: openings };
  if (given.type === "SettleClosing" && given.attempt === 0) return { ...given, attempt: closings };
  return given;
}

function tell(told: readonly (readonly [GrantOrder, Actor])[]) {
  let state: GrantState = initialGrantState();
  const log: RecordedGrantEvent[] = [];
  for (const [index, [given, by]] of told.entries()) {
    const at = addSeconds(start, index);
    const before = state;
    const decision = decide({ ...newest(given, state), actor: by, at }, state);
    if (decision.status === "refused") continue;
    state = decision.state;
    log.push(...decision.events.map((event) => ({ ...event, actor: by, at })));
    check(before, state, log, by, given);
  }
  return { state, log };
}

function check(
  before: GrantState,
  state: GrantState,
  log: readonly RecordedGrantEvent[],
  by: Actor,
  given: GrantOrder,
): void {
  if (followTarget(log)) assert.ok(mayBeOpen(state), "what is open at the target is never taken for closed");
  if (state.status === "open") {
    assert.notEqual(before.status, "revoked");
    const isApproved = state.asked?.origin === "break-glass" || state.approvedBy !== null;
    assert.ok(isApproved, "nobody is let in whom nobody approved");
  }
  if (given.type === "ApproveGrant" && state !== before) assert.deepEqual(by, people[1], "only ben may");
  if (given.type === "ReviewBreakGlass" && state.review !== before.review) assert.notDeepEqual(by, people[0]);
  if (given.type === "BeginCredential" && state.issues > before.issues) {
    assert.equal(state.status, "open");
    assert.deepEqual(by, people[0], "only the grantee has a credential");
  }
  assert.ok(log.filter(({ type }) => type === "GrantOpened").length <= 1, "it is opened once");
}

/** Most stories begin where it becomes dangerous. */
const begun: readonly (readonly [GrantOrder, Actor])[] = [
  [askWith({ origin: "asked", limitSeconds: 60, reason: "why" }), people[0] ?? engine],
  [{ type: "ApproveGrant", note: "" }, people[1] ?? engine],
  [{ type: "BeginOpening" }, engine],
];

test(`[B4.4] whatever is told in whatever order: never open after its end unknown to us, never approved by the doer (SEED=${seed})`, () => {
  let opened = 0;
  fc.assert(
    fc.property(story, (told) => {
      const { state, log } = tell(told.length % 3 === 0 ? told : [...begun, ...told]);
      if (log.some(({ type }) => type === "GrantOpened")) opened += 1;
      assert.deepEqual(fold(initialGrantState(), log), state, "the same log gives the same state");
    }),
    { numRuns: 3000, seed },
  );
  assert.ok(opened > 100, `only ${opened} stories came as far as an open grant`);
});
