import type { FlatStep } from "../../document/flatten-steps.ts";
import type { ConnectorCall } from "../../document/step-calls.ts";
import type { ActionMeaning, CheckProof } from "../../model/connector-meaning.ts";
import { isRef, type Ref } from "../../model/ref.ts";
import type { Condition } from "../../model/step.ts";
import type { CheckContext } from "../check-context.ts";
import { oncePerCheck } from "../once-per-check.ts";
import type { RunbookView } from "../runbook-view.ts";

/** A call of an action whose meaning its connector declares. */
export type MeantAct = {
  readonly step: FlatStep;
  readonly call: ConnectorCall;
  readonly meaning: ActionMeaning;
  /** The component it acts on, or null where its parameters name none. */
  readonly on: Ref | null;
};

/** A call of a check whose meaning its connector declares. */
export type MeantCheck = {
  readonly step: FlatStep;
  readonly call: ConnectorCall;
  readonly proves: CheckProof;
  /** The component it reads, or null where its parameters name none. */
  readonly on: Ref | null;
};

/** What the calls of one runbook mean, as far as their connectors say so. */
export type RunbookMeaning = {
  readonly view: RunbookView;
  /** What its steps carry out, not what they would undo. */
  readonly acts: readonly MeantAct[];
  readonly checks: readonly MeantCheck[];
};

/** The meaning of every runbook of an estate. Linear in the calls. */
export const runbookMeanings = oncePerCheck((context): readonly RunbookMeaning[] =>
  context.runbooks.map((view) => meaningOf(view, context)),
);

function meaningOf(view: RunbookView, { catalogue }: CheckContext): RunbookMeaning {
  const acts: MeantAct[] = [];
  const checks: MeantCheck[] = [];
  for (const { call, step } of view.calls) {
    const declared = Object.hasOwn(catalogue, call.connector)
      ? catalogue[call.connector]?.meaning
      : undefined;
    if (!declared || step === null || call.role === "undo") continue;
    if (call.type === "action") {
      const meaning = own(declared.actions, call.name);
      if (meaning) acts.push({ step, call, meaning, on: componentAt(call, "target") });
    } else {
      const meaning = own(declared.checks, call.name);
      const on = componentAt(call, meaning?.subject ?? "target");
      if (meaning) checks.push({ step, call, proves: meaning.proves, on });
    }
  }
  return { view, acts, checks };
}

function own<Meaning>(meanings: { readonly [name: string]: Meaning }, name: string): Meaning | undefined {
  return Object.hasOwn(meanings, name) ? meanings[name] : undefined;
}

/** The component that a parameter of a call names, or null. */
export function componentAt(call: ConnectorCall, parameter: string): Ref | null {
  const value = Object.hasOwn(call.with, parameter) ? call.with[parameter] : undefined;
  return typeof value === "string" && isRef(value) ? value : null;
}

/**
 * Whether `earlier` has certainly been carried out when `later` starts: it comes before it on every way
 * through the graph, and whenever `later` is needed, so is `earlier`.
 */
export function certainlyBefore(view: RunbookView, earlier: FlatStep, later: FlatStep): boolean {
  return view.before(later).has(earlier.id) && isNeededWhenever(earlier, later);
}

function isNeededWhenever(one: FlatStep, other: FlatStep): boolean {
  if (one.when === null) return true;
  const given = new Set(conjunctsOf(other.when).map((condition) => JSON.stringify(condition)));
  return conjunctsOf(one.when).every((condition) => given.has(JSON.stringify(condition)));
}

/** The conditions that must all hold for a step to be needed. */
export function conjunctsOf(condition: Condition | null): readonly Condition[] {
  if (condition === null) return [];
  return condition.type === "all" ? condition.of.flatMap(conjunctsOf) : [condition];
}

/** Whether a check has certainly held when `later` starts; its own preconditions are read just before its act. */
export function certainlyProven(view: RunbookView, check: MeantCheck, later: FlatStep): boolean {
  if (check.step === later) return check.call.role === "precondition";
  return certainlyBefore(view, check.step, later);
}
