import type { Json } from "../model/json.ts";
import { isJsonObject } from "../model/json.ts";
import type { Condition } from "../model/step.ts";
import type { RunState } from "./state.ts";

/** Three-valued truth: what was not observed is neither true nor false. */
type Truth = boolean | "unknown";

/** The value at a dotted path, or undefined where there is none. */
export function valueAt(value: Json | undefined, path: string): Json | undefined {
  let here: Json | undefined = value;
  for (const key of path === "" ? [] : path.split(".")) {
    if (Array.isArray(here)) here = (here as readonly Json[])[Number(key)];
    else if (isJsonObject(here)) here = Object.hasOwn(here, key) ? here[key] : undefined;
    else return undefined;
  }
  return here;
}

function evaluateOutput(condition: Extract<Condition, { type: "output" }>, state: RunState): Truth {
  const step = state.steps.get(condition.step);
  const value = valueAt(step?.output, condition.path);
  if (value === undefined || value === null) return step?.status === "not-needed" ? false : "unknown";
  switch (condition.compare) {
    case "equals":
      return value === condition.value;
    case "above":
      return typeof value === "number" && typeof condition.value === "number"
        ? value > condition.value
        : "unknown";
    case "below":
      return typeof value === "number" && typeof condition.value === "number"
        ? value < condition.value
        : "unknown";
    default:
      return condition.compare satisfies never;
  }
}

/** Kleene's strong three-valued logic over the outputs and choices of earlier steps. */
export function evaluate(condition: Condition, state: RunState): Truth {
  switch (condition.type) {
    case "chosen":
      return state.steps.get(condition.step)?.option === condition.option;
    case "output":
      return evaluateOutput(condition, state);
    case "any": {
      const truths = condition.of.map((part) => evaluate(part, state));
      return truths.includes(true) ? true : truths.includes("unknown") ? "unknown" : false;
    }
    case "all": {
      const truths = condition.of.map((part) => evaluate(part, state));
      return truths.includes(false) ? false : truths.includes("unknown") ? "unknown" : true;
    }
    default:
      return condition satisfies never;
  }
}

/**
 * Whether a step is needed. When that cannot be told, it is: a gate that asks once too often is
 * safer than one that opens by itself because a number is missing.
 */
export function isNeeded(condition: Condition | null, state: RunState): boolean {
  return condition === null || evaluate(condition, state) !== false;
}
