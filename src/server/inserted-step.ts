import { resolveRunPlan } from "#core/check/resolve-run-plan.ts";
import { stepField } from "#core/document/fields/step-field.ts";
import type { DocumentOf, Estate } from "#core/model/estate.ts";
import { isJsonObject, type JsonObject } from "#core/model/json.ts";
import type { Ref } from "#core/model/ref.ts";
import type { RunPlan } from "#core/model/run-plan.ts";
import type { RunbookStep } from "#core/model/runbook.ts";
import type { StepDefinition } from "#core/model/step.ts";
import type { RunState } from "#core/run/state.ts";
import { type EstateSource, sha256 } from "./estate/estate-source.ts";
import { type ProblemDetail, ProblemError } from "./problem.ts";

/** The name is no DNS label, so no document of the estate can have it. */
const ref = "runbook:(inserted)" as Ref;

const blank = {
  title: null,
  after: [],
  phase: null,
  accountable: null,
  responsible: null,
  consulted: [],
  informed: [],
  duration: null,
  mayFail: null,
  sharedCause: null,
  needs: {},
  action: null,
  person: null,
  waitSeconds: null,
  decision: null,
  steps: null,
  when: null,
  precondition: [],
  approval: null,
  verify: [],
  undo: null,
  retry: null,
  timeoutSeconds: null,
  workaround: null,
  grants: [],
  role: null,
  temporary: false,
  validatedOn: null,
} satisfies Omit<RunbookStep, "id">;

/** A step of the run as far as the checker needs it: something with this id that comes before or after others. */
function stub({ id, after, accountable }: StepDefinition): RunbookStep {
  return { ...blank, id, after, accountable, person: { instructions: "as it stands", evidence: "optional" } };
}

function readStep(written: JsonObject): RunbookStep {
  const parsed = stepField.safeParse(written);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(
    (issue): ProblemDetail => ({
      pointer: `/step/${issue.path.map(String).join("/")}`,
      detail: issue.message,
    }),
  );
  throw new ProblemError("invalid-request", "The step is not valid.", errors);
}

/** The run as a runbook with the new step in it. */
function runbookAround(
  { title, purpose }: RunPlan,
  accountable: Ref | null,
  steps: readonly RunbookStep[],
  { step, written }: { readonly step: RunbookStep; readonly written: JsonObject },
): DocumentOf<"Runbook"> {
  return {
    kind: "Runbook",
    ref,
    name: "(inserted)",
    title,
    labels: {},
    annotations: {},
    suppress: [],
    spec: {
      description: null,
      owner: null,
      changedOn: null,
      purpose,
      recovers: [],
      from: null,
      to: null,
      accountable,
      impact: null,
      steps: [...steps, step],
    },
    // References are read from what is written; those of the other steps were when the run started.
    source: { spec: { steps: [...steps.map(() => ({})), written] } },
  };
}

/**
 * Turns a step as a document writes it into the definition that goes into the run, checked by the same rules
 * as a runbook: it is put among the steps of the run, and the whole is resolved. Throws `ProblemError`.
 */
export function insertedStep(
  written: JsonObject,
  before: readonly string[],
  state: RunState,
  { current, catalogue, today }: Pick<EstateSource, "current" | "catalogue" | "today">,
): StepDefinition {
  const { plan } = state;
  if (plan === null) throw new Error("the run was not started");
  const step = readStep(written);
  if (step.steps !== null) {
    throw new ProblemError("invalid-request", "A group cannot be inserted.", [
      { pointer: "/step/steps", detail: "insert its steps one by one" },
    ]);
  }
  const firstBefore = state.steps.get(before[0] ?? "");
  const after = step.after ?? firstBefore?.definition.after ?? [];
  const steps = [...state.steps.values()].map(({ definition }) => stub(definition));
  const accountable = firstBefore?.definition.accountable ?? null;
  const runbook = runbookAround(plan, accountable, steps, { step: { ...step, after }, written });
  const { resolved } = current();
  const estate: Estate = {
    ...resolved.estate,
    documents: new Map([...resolved.estate.documents, [ref, runbook]]),
  };
  const resolution = resolveRunPlan({ ...resolved, estate }, runbook.name, {
    catalogue,
    sha256,
    today: today(),
  });
  if (resolution.status !== "ready") {
    const diagnostics = resolution.status === "invalid" ? resolution.diagnostics : [];
    const errors = diagnostics.map(({ message, help }) => ({
      pointer: "/step",
      detail: help === null ? message : `${message}: ${help}`,
    }));
    throw new ProblemError("plan-invalid", errors.map(({ detail }) => detail).join("; "), errors);
  }
  const unknown = Object.keys(resolution.plan.access).filter(
    (component) => !isJsonObject(plan.access[component]),
  );
  if (unknown.length > 0) {
    throw new ProblemError(
      "plan-invalid",
      `The run was started without access to ${unknown.join(", ")}; insert a step for a person instead.`,
    );
  }
  const definition = resolution.plan.steps.find((candidate) => candidate.id === step.id);
  if (!definition) throw new Error(`step ${step.id} is missing in its own plan`);
  return definition;
}
