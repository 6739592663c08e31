/** A way to break the engine or the decider on purpose: this text becomes that one. */
export type Mutant = {
  readonly name: string;
  readonly file: string;
  readonly from: string;
  readonly to: string;
};

/** Each of these is a bug that somebody could write. The simulation has to notice every one. */
export const mutants: readonly Mutant[] = [
  {
    name: "an older executor takes the step back from a newer one",
    file: "src/core/run/decide-attempt.ts",
    from: "compareTokens(command.token, lost) <= 0",
    to: "compareTokens(command.token, lost) === 0",
  },
  {
    name: "any attempt may settle a running step",
    file: "src/core/run/decide-attempt.ts",
    from: 'if (same && step.status === "running") return true;',
    to: 'if (step.status === "running") return true;',
  },
  {
    name: "a lost executor leaves no trace",
    file: "src/core/run/decide-attempt.ts",
    from: '  draft.emit({\n    type: "StepExecutorLost",\n    data: { step: command.step, token: lost, node: step.node ?? "unknown" },\n  });\n',
    to: "",
  },
  {
    name: "what should be observed first is acted at once",
    file: "src/core/run/decide-attempt.ts",
    from: 'claim(draft, after, command, "observe")',
    to: 'claim(draft, after, command, "act")',
  },
  {
    name: "a repeat is not marked as one",
    file: "src/core/run/decide-attempt.ts",
    from: 'repeats: resume === "act" && step.mayBeDone && isAct(draft, step),',
    to: "repeats: false,",
  },
  {
    name: "an act that is done is done again when its verification fails",
    file: "src/core/run/decide-attempt.ts",
    from: 'resume: stage === "verify" && after.acted !== null ? "verify" : "act",',
    to: 'resume: "act",',
  },
  {
    name: "the key changes while the act may be done",
    file: "src/core/run/step-changes.ts",
    from: "keyDispatch: step.mayBeDone ? step.keyDispatch : event.data.dispatch,",
    to: "keyDispatch: event.data.dispatch,",
  },
  {
    name: "a pause keeps what was handed out",
    file: "src/core/run/evolve.ts",
    from: 'return withdraw(draft, "pending", event.at);',
    to: "return;",
  },
  {
    name: "steps open without their approvals",
    file: "src/core/run/advance.ts",
    from: "const missing = approval !== null && step.approvals.length < approval.quorum;",
    to: "const missing = false;",
  },
  {
    name: "a step opens when one of its predecessors is satisfied",
    file: "src/core/run/advance.ts",
    from: "if (step.unmet > 0) return false;",
    to: "if (step.unmet > 1) return false;",
  },
  {
    name: "dependents of a step that settles at once stay closed",
    file: "src/core/run/advance.ts",
    from: "if (isSatisfied(after.status)) {",
    to: "if (isSatisfied(after.status) && after.claims === 0) {",
  },
  {
    name: "a decision to do nothing is trusted on a stale state",
    file: "src/engine/aggregate-handler.ts",
    from: 'return cached ? null : { status: "refused", refusal: decision.refusal, state };',
    to: 'return { status: "refused", refusal: decision.refusal, state };',
  },
  {
    name: "a command whose commit was not answered is decided again",
    file: "src/engine/aggregate-handler.ts",
    from: "mayBeStored = true;\n",
    to: "",
  },
  {
    name: "an executor acts without holding its step",
    file: "src/engine/execute.ts",
    from: "return isHolder ? step : null;",
    to: "return step ?? null;",
  },
  {
    name: "a wait has no timer",
    file: "src/engine/jobs-of.ts",
    from: 'return timer({ purpose: "wait", run, ...pick(event.data) }, event.data.until, at);',
    to: "return null;",
  },
  {
    name: "an act after an observation goes unannounced",
    file: "src/engine/execute.ts",
    from: 'if (!(await report(held, { type: "RecordNotDone", observation: outcome.message }))) return lost;',
    to: "void report;",
  },
];
