import { documentsOf } from "../../model/estate.ts";
import { parameterProblems } from "../parameter-problems.ts";
import type { Rule } from "../rule.ts";
import { schemaProblemText } from "../schema-problem-text.ts";

export const badAccess: Rule = {
  code: "bad-access",
  severity: "error",
  title: "The access of a component has the shape its connector asks for.",
  isEssential: true,
  *check({ resolved, catalogue }) {
    for (const component of documentsOf(resolved.estate, "Component")) {
      for (const [connector, access] of Object.entries(component.spec.access)) {
        const schema = Object.hasOwn(catalogue, connector) ? catalogue[connector]?.access : null;
        if (!schema) continue;
        for (const problem of parameterProblems(schema, access)) {
          const { message, help } = schemaProblemText(problem);
          const path = ["spec", "access", connector, ...problem.path];
          const part = problem.type === "unknown-field" ? "key" : "value";
          yield {
            message: `access ${connector}: ${message}`,
            help,
            place: resolved.placeOf(component.ref, path, part),
          };
        }
      }
    }
  },
};
