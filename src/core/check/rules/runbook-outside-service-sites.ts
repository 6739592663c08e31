import { findDocument } from "../../model/estate.ts";
import { parseRef } from "../../model/ref.ts";
import { ofKind } from "../facts/of-kind.ts";
import type { Rule } from "../rule.ts";

export const runbookOutsideServiceSites: Rule = {
  code: "runbook-outside-service-sites",
  severity: "warning",
  title: "A runbook moves a service between sites that the service lists.",
  *check(context) {
    const { resolved } = context;
    for (const { ref, spec } of ofKind(context, "Runbook")) {
      for (const recovered of spec.recovers) {
        const parsed = parseRef(recovered);
        const service =
          parsed?.kind === "service" ? findDocument(resolved.estate, "Service", parsed.name) : null;
        if (!service || service.spec.sites.length === 0) continue;
        for (const end of ["from", "to"] as const) {
          const site = spec[end];
          if (site === null || service.spec.sites.includes(site)) continue;
          yield {
            message: `\`${recovered}\` has no copy in \`${site}\`; its sites are ${service.spec.sites.join(", ")}`,
            help: `correct \`${end}\`, or add the site to the \`sites\` of the service`,
            place: resolved.placeOf(ref, ["spec", end]),
          };
        }
      }
    }
  },
};
