import { z } from "zod";
import type { SpecOf } from "../../model/estate.ts";
import { type DocumentKind, documentKinds } from "../../model/ref.ts";
import { metadataField } from "../fields/metadata-field.ts";
import { assessmentSpec } from "./assessment.ts";
import { assumptionSpec } from "./assumption.ts";
import { componentSpec } from "./component.ts";
import { contractSpec } from "./contract.ts";
import { exerciseSpec } from "./exercise.ts";
import { functionSpec } from "./function.ts";
import { monitorSpec } from "./monitor.ts";
import { personSpec } from "./person.ts";
import { planSpec } from "./plan.ts";
import { policySpec } from "./policy.ts";
import { protectionSpec } from "./protection.ts";
import { riskSpec } from "./risk.ts";
import { rosterSpec } from "./roster.ts";
import { runbookSpec } from "./runbook.ts";
import { scenarioSpec } from "./scenario.ts";
import { serviceSpec } from "./service.ts";
import { siteSpec } from "./site.ts";
import { teamSpec } from "./team.ts";
import { vendorSpec } from "./vendor.ts";

/** The version of the document format that this program reads. */
export const apiVersion = "holdfast/v1";

/** A document after its schema: of `spec`, what the schema of its kind makes of it. */
export type ReadDocument = {
  readonly metadata: z.output<typeof metadataField>;
  readonly spec: unknown;
};

/** What the `spec` of each kind holds. */
export const specSchemas: { readonly [Kind in DocumentKind]: z.ZodType<SpecOf[Kind]> } = {
  Site: siteSpec,
  Component: componentSpec,
  Service: serviceSpec,
  Function: functionSpec,
  Vendor: vendorSpec,
  Contract: contractSpec,
  Team: teamSpec,
  Person: personSpec,
  Roster: rosterSpec,
  Protection: protectionSpec,
  Runbook: runbookSpec,
  Plan: planSpec,
  Scenario: scenarioSpec,
  Monitor: monitorSpec,
  Policy: policySpec,
  Exercise: exerciseSpec,
  Assessment: assessmentSpec,
  Assumption: assumptionSpec,
  Risk: riskSpec,
};

/** `spec` may be left out where nothing in it is required. */
function documentWith(kind: DocumentKind): z.ZodType<ReadDocument> {
  const spec = z.preprocess((value) => value ?? {}, specSchemas[kind]);
  return z.strictObject({
    apiVersion: z.literal(apiVersion),
    kind: z.string(),
    metadata: metadataField,
    spec,
  });
}

const schemas = new Map<DocumentKind, z.ZodType<ReadDocument>>(
  documentKinds.map((kind) => [kind, documentWith(kind)]),
);

/** The schema of a whole document of a kind. */
export function documentSchema(kind: DocumentKind): z.ZodType<ReadDocument> {
  const schema = schemas.get(kind);
  if (!schema) throw new Error(`there is no kind ${kind}`);
  return schema;
}
