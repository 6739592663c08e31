import { componentRef } from "#connectors/read-access.ts";
import { z } from "zod";
import { headerFields, requestPath } from "./access.ts";
import { jsonExpectation } from "./expectation.ts";
import { expectedStatus } from "./healthy.ts";
import { jsonPath } from "./json-path.ts";
import { methods } from "./send.ts";
import { namesIn } from "./substitute.ts";

const variableName = z.string().regex(/^[A-Za-z_][\w-]*$/, "a name of letters, digits, _ and -");

const step = z.strictObject({
  name: z.string().min(1).max(100),
  method: z.enum(methods).default("GET"),
  path: requestPath,
  headers: headerFields.optional(),
  body: z.json().optional().describe("Sent as JSON"),
  expect: z
    .strictObject({ status: expectedStatus.default(200), json: z.array(jsonExpectation).max(50).default([]) })
    .default({ status: 200, json: [] }),
  capture: z.record(variableName, jsonPath).default({}).describe("Variable to path in the answer"),
  withinMilliseconds: z.number().positive().optional(),
});

export type TransactionStep = z.output<typeof step>;

/** Variables every transaction has: the idempotency key of the step, and a value no other attempt has. */
const givenVariables = ["key", "unique"] as const;

/**
 * A synthetic transaction: requests one after another, as a user's program would make them. `{{name}}` in path, header
 * and body stands for what an earlier request captured, for `key` or for `unique`.
 */
export const transactionParameters = z
  .strictObject({ target: componentRef, steps: z.array(step).min(1).max(50) })
  .superRefine(({ steps }, issues) => {
    const known = new Set<string>(givenVariables);
    for (const [index, { path, headers, body, capture }] of steps.entries()) {
      const used = namesIn([path, JSON.stringify(headers ?? {}), JSON.stringify(body ?? null)].join("\n"));
      for (const name of used.filter((candidate) => !known.has(candidate))) {
        const message = `{{${name}}} is captured by no earlier step; known here: ${[...known].join(", ")}`;
        issues.addIssue({ code: "custom", path: ["steps", index], message });
      }
      for (const name of Object.keys(capture)) known.add(name);
    }
  });

export type TransactionParameters = z.output<typeof transactionParameters>;
