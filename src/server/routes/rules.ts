import { z } from "zod";
import { allRules } from "#core/check/all-rules.ts";
import { closestName } from "#core/document/closest-name.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { ProblemError } from "../problem.ts";
import { answers, operation } from "./operation.ts";

const ruleSchema = z
  .object({
    code: z.string(),
    severity: z.enum(["error", "warning", "info"]),
    title: z.string().meta({ description: "What the rule demands." }),
    acceptable: z.boolean().meta({ description: "Whether a reason can accept its findings." }),
    text: z.string().meta({ description: "What it means, why, and what to do, as Markdown." }),
  })
  .meta({ id: "Rule" });

/** What the checker can find, and what that means. */
export function ruleRoutes(app: App, { explain }: AppPorts): void {
  app.get(
    "/api/v1/rules/:code",
    {
      schema: {
        ...operation("getRule", "estate", "What a finding means, why it matters and what to do"),
        params: z.object({ code: z.string().max(100) }),
        response: answers(ruleSchema),
      },
    },
    async (request) => {
      const { code } = request.params;
      const rule = allRules.find((one) => one.code === code);
      if (rule === undefined) {
        const closest = closestName(
          code,
          allRules.map((one) => one.code),
        );
        const hint = closest === null ? "" : ` Did you mean ${closest}?`;
        throw new ProblemError("rule-missing", `The checker has no finding ${code}.${hint}`);
      }
      const { severity, title, isEssential } = rule;
      return {
        code,
        severity,
        title,
        acceptable: isEssential !== true,
        text: (await explain(code)) ?? title,
      };
    },
  );
}
