import canonicalize from "canonicalize";
import type { ConnectorCatalogue } from "../model/catalogue.ts";
import type { DocumentOf, Estate } from "../model/estate.ts";
import { findDocument } from "../model/estate.ts";
import type { JsonObject } from "../model/json.ts";
import { parseRef, type Ref } from "../model/ref.ts";
import type { RunPlan } from "../model/run-plan.ts";
import type { DocumentAction, RunbookStep } from "../model/runbook.ts";
import type { Invocation, StepDefinition, StepWork } from "../model/step.ts";
import { teamMembers } from "../model/team-members.ts";
import { componentReferences } from "./component-references.ts";
import { type FlatStep, flattenSteps } from "./flatten-steps.ts";
import { impactCall, stepCalls } from "./step-calls.ts";

export type PlanSources = {
  readonly estate: Estate;
  readonly catalogue: ConnectorCatalogue;
  /** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
};

/**
 * Makes the plan of a run from a runbook that has passed its checks. What a check would have refused
 * (an unknown action, nobody accountable) is a bug here and throws.
 */
export function buildRunPlan(runbook: DocumentOf<"Runbook">, sources: PlanSources): RunPlan {
  const { estate, catalogue } = sources;
  const spec = runbook.spec;
  const flat = flattenSteps(spec);
  const recovered = spec.recovers.flatMap((ref) => documentByRef(estate, "Service", ref));
  const components = referencedComponents(runbook, flat).flatMap((ref) =>
    documentByRef(estate, "Component", ref),
  );
  const members = teamMembers(estate);
  const used = [runbook, ...recovered, ...components].map((document) => document.source);
  const revised = { documents: used, members: Object.fromEntries(members) };
  return {
    runbook: runbook.name,
    title: runbook.title,
    purpose: spec.purpose,
    revision: sources.sha256(canonicalize(revised) ?? ""),
    recovers: spec.recovers,
    objectives: {
      rtoSeconds: smallest(recovered.map((service) => service.spec.objectives.rtoSeconds)),
      rpoSeconds: smallest(recovered.map((service) => service.spec.objectives.rpoSeconds)),
      mtdSeconds: smallest(recovered.map((service) => service.spec.objectives.mtdSeconds)),
    },
    steps: flat.map((step) => stepDefinition(step, catalogue)),
    access: Object.fromEntries(components.map((component) => [component.ref, component.spec.access])),
    impactSource: spec.impact,
    members: Object.fromEntries(members),
  };
}

function documentByRef<Kind extends "Service" | "Component">(estate: Estate, kind: Kind, ref: Ref) {
  const parsed = parseRef(ref);
  const document = parsed?.kind === kind.toLowerCase() ? findDocument(estate, kind, parsed.name) : null;
  return document ? [document] : [];
}

function referencedComponents(runbook: DocumentOf<"Runbook">, flat: readonly FlatStep[]): readonly Ref[] {
  const impact = impactCall(runbook.spec);
  const calls = [...flat.flatMap(({ step, path }) => stepCalls(step, path)), ...(impact ? [impact] : [])];
  const texts = calls.flatMap((call) => componentReferences(call.with, []).map(({ text }) => text));
  const granted = flat.flatMap(({ step }) => step.grants.map(({ on }) => on));
  return [...new Set([...texts, ...granted])].toSorted() as Ref[];
}

function smallest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null);
  return known.length ? Math.min(...known) : null;
}

function stepDefinition(flat: FlatStep, catalogue: ConnectorCatalogue): StepDefinition {
  const { step, accountable } = flat;
  if (accountable === null) throw new Error(`step ${flat.id} has nobody accountable`);
  return {
    id: flat.id,
    title: step.title ?? step.id,
    after: flat.after,
    phase: flat.phase,
    accountable,
    responsible: step.responsible ?? accountable,
    consulted: step.consulted,
    informed: step.informed,
    duration: step.duration,
    work: workOf(step, catalogue),
    when: flat.when,
    precondition: step.precondition,
    approval: step.approval,
    verify: step.verify,
    undo: step.undo && invocation(step.undo, catalogue),
    retry: step.retry ?? { attempts: 1, backoffSeconds: 0 },
    timeoutSeconds: step.timeoutSeconds,
    workaround: step.workaround,
    ...(step.grants.length > 0 ? { grants: step.grants } : {}),
  };
}

function workOf(step: RunbookStep, catalogue: ConnectorCatalogue): StepWork {
  if (step.action) return { type: "action", action: invocation(step.action, catalogue) };
  if (step.person) {
    const { instructions, evidence } = step.person;
    return { type: "person", instructions, evidenceRequired: evidence === "required" };
  }
  if (step.waitSeconds !== null) return { type: "wait", seconds: step.waitSeconds };
  if (step.decision) return { type: "decision", ...step.decision };
  return step.steps ? { type: "join" } : { type: "check" };
}

function invocation(action: DocumentAction, catalogue: ConnectorCatalogue): Invocation {
  const declared = catalogue[action.connector]?.actions[action.do];
  if (!declared) throw new Error(`connector ${action.connector} has no action ${action.do}`);
  return { ...action, with: action.with satisfies JsonObject, policy: declared.policy };
}
