import type { Json, JsonObject } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import { valueAt } from "./condition.ts";
import type { RunState } from "./state.ts";

const template = /\$\{([^}]+)\}/g;
const wholeTemplate = /^\$\{([^}]+)\}$/;

/** A template that names something that is not there. */
export class InputError extends Error {}

function lookUp(expression: string, state: RunState, runId: string): Json {
  if (expression === "run.id") return runId;
  const match = /^steps\.(.+?)\.output(?:\.(.+))?$/.exec(expression);
  if (!match) throw new InputError(`"\${${expression}}" is not steps.ID.output.PATH or run.id`);
  const step = state.steps.get(match[1] ?? "");
  const value = valueAt(step?.output, match[2] ?? "");
  if (value === undefined) {
    throw new InputError(
      `"\${${expression}}" has no value: step ${match[1]} is ${step?.status ?? "not part of the run"}`,
    );
  }
  return value;
}

/**
 * Fills the templates of an input. A string that is one template takes the value with its type; a
 * template inside a longer string is written as text. Throws `InputError` where a value is missing.
 */
export function resolveInput(input: Json, state: RunState, runId: string): Json {
  if (typeof input === "string") {
    const whole = wholeTemplate.exec(input)?.[1];
    if (whole !== undefined) return lookUp(whole, state, runId);
    return input.replace(template, (_, expression: string) => {
      const value = lookUp(expression, state, runId);
      return typeof value === "string" ? value : JSON.stringify(value);
    });
  }
  if (Array.isArray(input)) return (input as readonly Json[]).map((item) => resolveInput(item, state, runId));
  if (isJsonObject(input)) {
    return Object.fromEntries(
      Object.entries(input).map(([key, value]) => [key, resolveInput(value, state, runId)]),
    );
  }
  return input;
}

/** The same for the parameters of a call, which are an object. */
export function resolveParameters(parameters: JsonObject, state: RunState, runId: string): JsonObject {
  return resolveInput(parameters, state, runId) as JsonObject;
}
