import type { Rule } from "../rule.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import type { EstateDocument } from "../../model/estate.ts";

export const evidenceInTheFuture: Rule = {
  code: "evidence-in-the-future",
  severity: "error",
  title: "What is said to have happened has happened.",
  *check({ resolved, today }) {
    for (const document of resolved.estate.documents.values()) {
      for (const [on, ...path] of happened(document)) {
        if (on === null || on <= today) continue;
        yield {
          message: `it is said to have happened on ${on}, and today is ${today}`,
          help: "correct the day; what is only planned has a field of its own, such as `plannedOn`",
          place: resolved.placeOf(document.ref, ["spec", ...path]),
        };
      }
    }
  },
};

type Dated = readonly [on: string | null, ...path: DocumentPath];

function happened(document: EstateDocument): readonly Dated[] {
  switch (document.kind) {
    case "Exercise":
      return [[document.spec.heldOn, "heldOn"]];
    case "Protection":
      return [[document.spec.lastVerifiedRestoreOn, "lastVerifiedRestoreOn"]];
    case "Assumption":
      return [[document.spec.lastTestedOn, "lastTestedOn"]];
    case "Assessment":
      return [
        [document.spec.assessedOn, "assessedOn"],
        [document.spec.signedOn, "signedOn"],
      ];
    case "Person":
      return [[document.spec.contactConfirmedOn, "contactConfirmedOn"]];
    case "Plan":
      return [
        [document.spec.review?.lastOn ?? null, "review", "lastOn"],
        ...document.spec.signOffs.map(({ on }, index): Dated => [on, "signOffs", index, "on"]),
      ];
    default:
      return [];
  }
}
