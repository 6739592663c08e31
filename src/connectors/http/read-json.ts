import { defineCheck } from "#connectors/connector.ts";
import { componentRef, reaching } from "#connectors/read-access.ts";
import type { Json } from "#core/model/json.ts";
import { z } from "zod";
import { readTarget, requestPath } from "./access.ts";
import { jsonExpectation } from "./expectation.ts";
import { jsonPath, readPath } from "./json-path.ts";
import { describeMismatches, judge } from "./judge.ts";
import { describeAnswer, send } from "./send.ts";

const parameters = z.strictObject({
  target: componentRef,
  path: requestPath,
  json: z.array(jsonExpectation).max(50).default([]).describe("What the document must hold"),
  select: z
    .record(z.string().min(1), jsonPath)
    .optional()
    .describe("Name to path: the output is an object of these; absent: the whole document"),
});

/** Reads a JSON document, such as the impact an outside probe has recorded. Output: the document or what is selected of it. */
export const readJson = defineCheck({
  title: "Read a JSON document",
  parameters,
  check: reaching(async ({ target: component, path, json, select }, context) => {
    const target = await readTarget(context, component);
    const answer = await send(target, { method: "GET", path }, context);
    if (answer.status !== "answered") return { status: "unreachable", message: answer.message };
    const mismatches = judge(answer, { status: 200, json });
    if (mismatches.length > 0) return { status: "failed", message: describeMismatches(mismatches) };
    const document = answer.truncated ? undefined : answer.json;
    if (document === undefined) {
      const what = answer.truncated ? "more than 1 MB" : describeAnswer(answer);
      return { status: "failed", message: `expected a JSON document, got ${what}` };
    }
    if (select === undefined) return { status: "done", output: document };
    return selectFrom(document, select);
  }),
});

function selectFrom(document: Json, select: { readonly [name: string]: string }) {
  const entries = Object.entries(select).map(
    ([name, path]) => [name, path, readPath(document, path)] as const,
  );
  const absent = entries.filter(([, , value]) => value === undefined).map(([, path]) => path);
  if (absent.length > 0) {
    return { status: "failed", message: `the document has no ${absent.join(", ")}` } as const;
  }
  const output = Object.fromEntries(entries.map(([name, , value]) => [name, value ?? null]));
  return { status: "done", output } as const;
}
