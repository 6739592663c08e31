import type { Problem } from "../document/problem.ts";
import type { Severity } from "../model/diagnostic.ts";
import type { Rule } from "./rule.ts";

type ProblemOf<Type extends Problem["type"]> = Extract<Problem, { readonly type: Type }>;

/**
 * A rule that words one type of problem found while reading; its code is that type. What cannot be read cannot be
 * accepted either.
 */
export function problemRule<Type extends Problem["type"]>(
  type: Type,
  rule: {
    readonly severity: Severity;
    readonly title: string;
    readonly message: (problem: ProblemOf<Type>) => string;
    readonly help: (problem: ProblemOf<Type>) => string | null;
  },
): Rule {
  return {
    code: type,
    severity: rule.severity,
    title: rule.title,
    isEssential: true,
    *check({ resolved }) {
      for (const problem of resolved.problems) {
        if (problem.type !== type) continue;
        const own = problem as ProblemOf<Type>;
        yield { message: rule.message(own), help: rule.help(own), place: problem.place };
      }
    },
  };
}
