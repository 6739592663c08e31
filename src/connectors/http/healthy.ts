import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import { z } from "zod";
import { readTarget, requestPath } from "./access.ts";
import { jsonExpectation } from "./expectation.ts";
import { describeMismatches, judge } from "./judge.ts";
import { send } from "./send.ts";

const statusCode = z.int().min(100).max(599);

/** The status, or several, that an answer may have. */
export const expectedStatus = z.union([statusCode, z.array(statusCode).min(1)]);

const parameters = z.strictObject({
  target: componentRef,
  path: requestPath.default("/"),
  status: expectedStatus.default(200),
  json: z.array(jsonExpectation).max(50).default([]),
  withinMilliseconds: z.number().positive().optional().describe("The answer must not take longer"),
});

/** Whether a GET is answered as expected. Output: `{status, milliseconds}`. */
export const healthy = defineCheck({
  title: "The interface answers as expected",
  parameters,
  check: reaching(async ({ target: component, path, status, json, withinMilliseconds }, context) => {
    const target = await readTarget(context, component);
    const answer = await send(target, { method: "GET", path }, context);
    if (answer.status !== "answered") return { status: "unreachable", message: answer.message };
    const output = { status: answer.code, milliseconds: answer.milliseconds };
    const mismatches = judge(answer, { status, json });
    if (mismatches.length > 0) return { status: "failed", message: describeMismatches(mismatches), output };
    if (withinMilliseconds !== undefined && answer.milliseconds > withinMilliseconds) {
      const message = `answered as expected, but in ${answer.milliseconds} ms instead of ${withinMilliseconds} ms`;
      return { status: "failed", message, output };
    }
    return { status: "done", output };
  }),
});
