import { defineCheck } from "#connectors/connector.ts";
import { reaching } from "#connectors/read-access.ts";
import { z } from "zod";
import { describeEnd, outputOf } from "./describe-result.ts";
import { programCall } from "./parameters.ts";
import { prepareProgram } from "./prepare-program.ts";
import { evidenceOf, runProgram } from "./run-program.ts";

const parameters = z.strictObject({
  ...programCall,
  stdoutIncludes: z.string().min(1).optional().describe("Text that its standard output must hold"),
});

/** Whether a program that only reads ends as expected. Output as of `run`. */
export const succeeds = defineCheck({
  title: "A program ends as expected",
  parameters,
  check: reaching(async (given, context) => {
    const prepared = await prepareProgram(given, context);
    if ("outcome" in prepared) return prepared.outcome;
    const result = await runProgram(prepared.program, context.signal);
    if (result.status === "not-run") return { status: "unreachable", message: result.message };
    if (result.stopped) {
      return {
        status: "unreachable",
        message: `${given.program} gave no answer in ${result.durationSeconds} s`,
      };
    }
    const [output, evidence] = [outputOf(result), evidenceOf(result)];
    if (result.exitCode === null || !given.expectExitCode.includes(result.exitCode)) {
      return { status: "failed", message: `${given.program} ${describeEnd(result)}`, output, evidence };
    }
    if (given.stdoutIncludes !== undefined && !result.stdout.text.includes(given.stdoutIncludes)) {
      const message = `${given.program} did not say ${JSON.stringify(given.stdoutIncludes)}, but ${describeEnd(result)}`;
      return { status: "failed", message, output, evidence };
    }
    return { status: "done", output, evidence };
  }),
});
