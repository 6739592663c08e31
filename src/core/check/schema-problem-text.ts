import type { SchemaProblem } from "../document/schema-problems.ts";
import { formatPath } from "../model/document-path.ts";

/** What a problem of shape says, and what to do about it. Shared by documents, parameters and access. */
export function schemaProblemText(problem: SchemaProblem): {
  readonly message: string;
  readonly help: string | null;
} {
  switch (problem.type) {
    case "unknown-field":
      return { message: `there is no field \`${problem.field}\` here`, help: helpForUnknown(problem) };
    case "missing-field":
      return {
        message: `\`${formatPath(problem.path)}\` is missing`,
        help: `add \`${problem.path.at(-1)}\`: ${problem.expected}`,
      };
    case "wrong-type":
      return {
        message: `\`${formatPath(problem.path)}\` must be ${problem.expected}, and this is ${problem.found}`,
        help: helpForType(problem),
      };
    case "invalid-value":
      return { message: `\`${formatPath(problem.path)}\`: ${problem.detail}`, help: problem.help };
    default:
      return problem satisfies never;
  }
}

function helpForUnknown(problem: Extract<SchemaProblem, { type: "unknown-field" }>): string | null {
  if (problem.closest !== null) return `did you mean \`${problem.closest}\`?`;
  if (problem.field === "<<") return "merge keys are not read; write the fields out";
  return problem.known.length ? `the fields here are ${problem.known.join(", ")}` : null;
}

function helpForType(problem: Extract<SchemaProblem, { type: "wrong-type" }>): string | null {
  if (problem.expected === "text" && problem.written !== "") {
    return `YAML reads it as ${problem.found}; put it in quotes: "${problem.written}"`;
  }
  if (problem.expected === "true or false" && /^(?:yes|no|on|off|y|n)$/i.test(problem.written)) {
    return `in YAML 1.2 \`${problem.written}\` is text; write true or false`;
  }
  if (problem.found === "nothing") return "give it a value, or leave the field out";
  return null;
}
