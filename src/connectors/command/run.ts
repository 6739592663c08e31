import { type CallContext, defineAction } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import type { Outcome } from "#core/model/outcome.ts";
import type { RedeliveryPolicy } from "#core/model/step.ts";
import { describeEnd, outputOf } from "./describe-result.ts";
import { type RunParameters, runParameters } from "./parameters.ts";
import { prepareProgram } from "./prepare-program.ts";
import { evidenceOf, runProgram } from "./run-program.ts";

/** Runs a program of which nobody says that it may run twice: after a lost attempt a person is asked. */
export const run = runAction("Run a program", "ask");

/** Runs a program that may run again; it finds the key of the act in `HOLDFAST_KEY`, to recognise a repetition. */
export const runIdempotent = runAction("Run a program that may be repeated", "idempotent");

function runAction(title: string, policy: RedeliveryPolicy) {
  return defineAction({
    title,
    parameters: runParameters,
    policy,
    timeoutSeconds: 300,
    destructive: false,
    plan: reaching(plan),
    act: reaching(act),
  });
}

/** Output: `{program, arguments, workingDirectory, environment: [name], stdinBytes}`. */
async function plan(parameters: RunParameters, context: CallContext): Promise<Outcome> {
  const prepared = await prepareProgram(parameters, context);
  if ("outcome" in prepared) return prepared.outcome;
  const { path, workingDirectory, environment, stdin } = prepared.program;
  const output = {
    program: path,
    arguments: prepared.program.arguments,
    workingDirectory,
    // Their names are enough to review; their values may be credentials.
    environment: Object.keys(environment),
    stdinBytes: Buffer.byteLength(stdin),
  };
  return { status: "done", output };
}

async function act(parameters: RunParameters, context: CallContext): Promise<Outcome> {
  const prepared = await prepareProgram(parameters, context);
  if ("outcome" in prepared) return prepared.outcome;
  const result = await runProgram(prepared.program, context.signal);
  if (result.status === "not-run")
    return { status: "unreachable", message: `${result.message}; nothing was run` };
  const evidence = evidenceOf(result);
  if (result.exitCode !== null && !result.stopped) {
    if (parameters.expectExitCode.includes(result.exitCode))
      return { status: "done", output: outputOf(result), evidence };
    const message = `${parameters.program} ${describeEnd(result)}`;
    return { status: "failed", message, output: outputOf(result), evidence };
  }
  // A program that was cut off has said nothing about how far it came.
  const when = `after ${result.durationSeconds} s`;
  const message = result.stopped
    ? `${parameters.program} had not ended ${when} and was stopped: it may have done its work or a part of it`
    : `${parameters.program} ${describeEnd(result)} ${when}: it may have done a part of its work`;
  return { status: "unknown", message, evidence };
}
