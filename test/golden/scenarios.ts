import type { DecisionOption } from "#core/model/step.ts";
import { goldenStep as step, type Scenario } from "./scenario.ts";

const holds = { connector: "golden", check: "holds", with: {}, withinSeconds: 0 };
const reason = "because the recording wants it";
const person = { type: "person", instructions: "Call the carrier.", evidenceRequired: false } as const;
const undo = { connector: "golden", do: "succeed-observe", with: {}, policy: "observe" } as const;

function decision(
  options: readonly DecisionOption[],
  timeoutSeconds: number | null,
  defaultOption: string | null,
) {
  const question = "3 orders are lost: go on?";
  return {
    type: "decision",
    question,
    authority: "team:crisis",
    options,
    timeoutSeconds,
    defaultOption,
  } as const;
}
const goOn = { id: "accept", title: "Accept the loss", effect: "continue" } as const;
const stop = { id: "stop", title: "Stop here", effect: "abort" } as const;
const token = (retry: number) => ({ dispatch: 1, retry });
const claim = (node: string, retry: number) =>
  ({ type: "ClaimStep", step: "a", token: token(retry), node }) as const;
const done = { status: "done", output: { lagBytes: 0 } } as const;

const machine: readonly Scenario[] = [
  {
    name: "success",
    hasEngine: true,
    steps: [
      step("a", { verify: [holds] }),
      step("b", { after: ["a"], precondition: [holds] }),
      step("c", { after: ["a"] }),
    ],
  },
  { name: "retry", hasEngine: true, steps: [step("a", { act: "fail-once", policy: "idempotent" })] },
  { name: "unknown-observed", hasEngine: true, steps: [step("a", { act: "silent-once" })] },
  {
    name: "unknown-asked",
    hasEngine: true,
    steps: [step("a", { act: "silent-once", policy: "ask" })],
    async play({ untilStep, give }) {
      await untilStep("a", "unknown");
      await give({ type: "AddNote", step: "a", text: "The console of the array says it is done." });
      await give({
        type: "MarkDoneByHand",
        step: "a",
        note: "seen on the array",
        output: { lagBytes: 0 },
        evidence: [],
      });
    },
  },
  {
    name: "rehearsal",
    mode: "rehearsal",
    hasEngine: true,
    steps: [step("a"), step("b", { after: ["a"], work: person })],
  },
  {
    name: "executor-lost",
    hasEngine: false,
    steps: [step("a")],
    slowAfterSeconds: { a: 1 },
    async play({ tell }) {
      await tell(claim("node-1", 0));
      await tell({ type: "FireTimer", step: "a", dispatch: 1, purpose: "slow" });
      await tell(claim("node-2", 1));
      await tell({ type: "RecordNotDone", step: "a", token: token(1), observation: "timeline is 1" });
      await tell({ type: "SettleStep", step: "a", token: token(0), stage: "act", outcome: done });
      const impact = { lastGoodAt: null, beganAt: null, endedAt: null, failedTransactions: 3 };
      await tell({ type: "ObserveImpact", impact });
      await tell({ type: "SettleStep", step: "a", token: token(1), stage: "act", outcome: done });
    },
  },
];

const gates: readonly Scenario[] = [
  {
    name: "approval",
    hasEngine: true,
    steps: [step("a", { approval: { by: "team:crisis", quorum: 1, notTheStarter: true } })],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-approval");
      await give({ type: "RefuseApproval", step: "a", reason: "not before the carrier has answered" });
      await give({ type: "RetryStep", step: "a", reason: "the carrier has answered", changedInput: null });
      await untilStep("a", "awaiting-approval");
      await give({ type: "ApproveStep", step: "a", note: "go" });
    },
  },
  {
    name: "decision-abort",
    hasEngine: true,
    steps: [step("a", { work: decision([goOn, stop], null, null) }), step("b", { after: ["a"] })],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-decision");
      await give({ type: "DecideOption", step: "a", option: "stop", reason });
    },
  },
  {
    name: "decision-timeout",
    hasEngine: true,
    steps: [
      step("a", { work: decision([goOn, stop], 1, "accept") }),
      step("b", { after: ["a"], when: { type: "chosen", step: "a", option: "accept" } }),
      step("c", { after: ["a"], when: { type: "chosen", step: "a", option: "stop" } }),
    ],
  },
  {
    name: "walkthrough",
    mode: "walkthrough",
    hasEngine: true,
    steps: [step("a")],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-person");
      await give({ type: "TakeStep", step: "a" });
      await give({ type: "CompleteStep", step: "a", result: "done", note: "gone through", evidence: [] });
    },
  },
];

const edits: readonly Scenario[] = [
  {
    name: "undo",
    hasEngine: true,
    steps: [
      step("a", { undo }),
      step("b", { after: ["a"], undo }),
      step("c", { after: ["b"], work: person }),
    ],
    async play({ untilStep, give }) {
      await untilStep("c", "awaiting-person");
      await give({ type: "UndoRun", reason });
    },
  },
  {
    name: "pause",
    hasEngine: true,
    steps: [step("a", { work: person }), step("b", { after: ["a"], work: { type: "wait", seconds: 1 } })],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-person");
      await give({ type: "PauseRun", reason });
      await give({ type: "ReassignStep", step: "a", responsible: "person:cem", reason });
      await give({ type: "CompleteStep", step: "a", result: "done", note: "called", evidence: [] });
      await give({ type: "ResumeRun", reason });
    },
  },
  {
    name: "insert",
    hasEngine: true,
    steps: [step("a", { work: person }), step("b", { after: ["a"] }), step("c", { after: ["b"] })],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-person");
      const definition = step("between", {
        after: ["a"],
        act: "fail-once",
        retry: { attempts: 1, backoffSeconds: 0 },
      });
      await give({ type: "InsertStep", definition, before: ["b"], reason });
      await give({ type: "SkipStep", step: "c", reason });
      await give({ type: "CompleteStep", step: "a", result: "done", note: "called", evidence: [] });
      await untilStep("between", "failed");
      await give({ type: "RetryStep", step: "between", reason, changedInput: { patient: true } });
    },
  },
];

const hands: readonly Scenario[] = [
  {
    name: "hand-over",
    hasEngine: true,
    steps: [step("a", { work: person })],
    async play({ untilStep, give }) {
      await untilStep("a", "awaiting-person");
      await give({ type: "OfferLead", to: "person:ben", reason: "end of my shift" });
      await give({ type: "DeclineLead", reason: "asked the wrong person" });
      await give({ type: "OfferLead", to: "person:ben", reason: "end of my shift" });
      await give({ type: "AcceptLead" });
      await give({ type: "CompleteStep", step: "a", result: "done", note: "called", evidence: [] });
    },
  },
];

/** One run for each feature whose logs later releases must go on understanding. */
export const scenarios: readonly Scenario[] = [...machine, ...gates, ...edits, ...hands];
