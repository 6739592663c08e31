import { createHash, randomUUID } from "node:crypto";
import type { CallContext } from "#connectors/connector.ts";
import type { Json, JsonObject } from "#core/model/json.ts";
import type { Evidence, Outcome } from "#core/model/outcome.ts";
import { type HttpTarget, readTarget } from "./access.ts";
import { describeMismatches, judge } from "./judge.ts";
import { readPath } from "./json-path.ts";
import { type Answer, isWriting, send } from "./send.ts";
import { substituteJson, substituteText, type Variables } from "./substitute.ts";
import type { TransactionParameters, TransactionStep } from "./transaction-steps.ts";

/** What happened in one step, and how its answer began. */
type StepReport = { readonly facts: { readonly name: string } & JsonObject; readonly excerpt: string };

/** What a failed or unanswered step is called: no answer before or after something was sent, or a wrong answer. */
type Fault = { readonly type: "not-sent" | "unanswered" | "wrong"; readonly message: string };

/** How far a transaction came. `wrote` says whether a request that may change something has left. */
export type TransactionResult = {
  readonly output: JsonObject;
  readonly evidence: readonly Evidence[];
  readonly fault: Fault | null;
  readonly wrote: boolean;
};

/**
 * Makes the requests of a synthetic transaction in order and stops at the first that is not answered as expected.
 * Output: `{milliseconds, captured, steps: [{name, method, path, status, milliseconds}]}`; the fault's message names the step.
 * The evidence is the same with the answers' beginnings.
 */
export async function runTransaction(
  { target: component, steps }: TransactionParameters,
  context: CallContext,
): Promise<TransactionResult> {
  const target = await readTarget(context, component);
  const variables = new Map<string, Json>([
    ["key", context.key],
    ["unique", randomUUID()],
  ]);
  const captured: { [name: string]: Json } = {};
  const reports: StepReport[] = [];
  const startedAt = performance.now();
  let wrote = false;
  let fault: Fault | null = null;
  for (const [index, step] of steps.entries()) {
    const {
      report,
      answer,
      fault: stepFault,
    } = await runStep(target, step, variables, {
      ...context,
      key: `${context.key}:${index + 1}`,
    });
    reports.push(report);
    wrote ||= isWriting(step.method) && stepFault?.type !== "not-sent";
    const missing = stepFault || !answer ? null : capture(step, answer, captured, variables);
    fault = stepFault ?? missing;
    if (fault) break;
  }
  const milliseconds = Math.round((performance.now() - startedAt) * 10) / 10;
  return {
    output: { milliseconds, captured, steps: reports.map(({ facts }) => facts) },
    evidence: [transcript(component, reports, fault)],
    fault: fault && { ...fault, message: `step "${reports.at(-1)?.facts.name}": ${fault.message}` },
    wrote,
  };
}

async function runStep(
  target: HttpTarget,
  step: TransactionStep,
  variables: Variables,
  context: CallContext,
) {
  const path = substituteText(step.path, variables, encodeURIComponent);
  const headers = Object.entries(step.headers ?? {}).map(([name, value]) => [
    name,
    substituteText(value, variables),
  ]);
  const answer = await send(
    target,
    {
      method: step.method,
      path,
      headers: Object.fromEntries(headers) as { [name: string]: string },
      body: step.body === undefined ? undefined : substituteJson(step.body, variables),
      key: context.key,
    },
    context,
  );
  const call = { name: step.name, method: step.method, path };
  if (answer.status !== "answered") {
    return {
      report: { facts: call, excerpt: "" },
      answer: null,
      fault: { type: answer.status, message: answer.message } as const,
    };
  }
  const { code, milliseconds } = answer;
  const report = { facts: { ...call, status: code, milliseconds }, excerpt: answer.text.slice(0, 2_000) };
  const mismatches = judge(answer, step.expect);
  const slow = step.withinMilliseconds !== undefined && milliseconds > step.withinMilliseconds;
  const late = {
    expected: `an answer within ${step.withinMilliseconds} ms`,
    actual: `one in ${milliseconds} ms`,
  };
  const wrong = describeMismatches(slow ? [...mismatches, late] : mismatches);
  return { report, answer, fault: wrong ? ({ type: "wrong", message: wrong } as const) : null };
}

/** Takes the values a step captures over into `variables`; a fault when the answer lacks one. */
function capture(
  step: TransactionStep,
  answer: Answer,
  captured: { [name: string]: Json },
  variables: Map<string, Json>,
): Fault | null {
  for (const [name, path] of Object.entries(step.capture)) {
    const value = answer.json === undefined ? undefined : readPath(answer.json, path);
    if (value === undefined)
      return { type: "wrong", message: `the answer has no ${path} to capture as ${name}` };
    captured[name] = value;
    variables.set(name, value);
  }
  return null;
}

function transcript(target: string, reports: readonly StepReport[], fault: Fault | null): Evidence {
  const steps = reports.map(({ facts, excerpt }) => ({ ...facts, excerpt }));
  const text = `${JSON.stringify({ target, steps, fault: fault?.message ?? null }, null, 2)}\n`;
  const sha256 = createHash("sha256").update(text).digest("hex");
  return { name: "transaction.json", mediaType: "application/json", sha256, text };
}

/** The outcome of a transaction as a check: what could not be asked does not speak against the function. */
export function checkOutcome({ fault, output, evidence }: TransactionResult): Outcome {
  if (!fault) return { status: "done", output, evidence };
  if (fault.type === "wrong") return { status: "failed", message: fault.message, output, evidence };
  return { status: "unreachable", message: fault.message };
}

/** The outcome as an action: once something that writes has left, a missing answer leaves it open what became of it. */
export function actionOutcome(result: TransactionResult): Outcome {
  const { fault, evidence, wrote } = result;
  if (!fault || fault.type === "wrong" || !wrote) return checkOutcome(result);
  return { status: "unknown", message: fault.message, evidence };
}
