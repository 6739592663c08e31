import type { SiteSpec } from "./site.ts";
import type { ComponentSpec } from "./component.ts";
import type { ServiceSpec } from "./service.ts";
import type { FunctionSpec } from "./function.ts";
import type { VendorSpec } from "./vendor.ts";
import type { ContractSpec } from "./contract.ts";
import type { TeamSpec } from "./team.ts";
import type { PersonSpec } from "./person.ts";
import type { RosterSpec } from "./roster.ts";
import type { ProtectionSpec } from "./protection.ts";
import type { RunbookSpec } from "./runbook.ts";
import type { PlanSpec } from "./plan.ts";
import type { ScenarioSpec } from "./scenario.ts";
import type { MonitorSpec } from "./monitor.ts";
import type { PolicySpec } from "./policy.ts";
import type { ExerciseSpec } from "./exercise.ts";
import type { AssessmentSpec } from "./assessment.ts";
import type { AssumptionSpec } from "./assumption.ts";
import type { RiskSpec } from "./risk.ts";
import type { JsonObject } from "./json.ts";
import type { DocumentKind, Ref } from "./ref.ts";
import type { Suppression } from "./suppression.ts";

/** What the content of each kind is. */
export type SpecOf = {
  readonly Site: SiteSpec;
  readonly Component: ComponentSpec;
  readonly Service: ServiceSpec;
  readonly Function: FunctionSpec;
  readonly Vendor: VendorSpec;
  readonly Contract: ContractSpec;
  readonly Team: TeamSpec;
  readonly Person: PersonSpec;
  readonly Roster: RosterSpec;
  readonly Protection: ProtectionSpec;
  readonly Runbook: RunbookSpec;
  readonly Plan: PlanSpec;
  readonly Scenario: ScenarioSpec;
  readonly Monitor: MonitorSpec;
  readonly Policy: PolicySpec;
  readonly Exercise: ExerciseSpec;
  readonly Assessment: AssessmentSpec;
  readonly Assumption: AssumptionSpec;
  readonly Risk: RiskSpec;
};

/** A valid document of one kind. */
export type DocumentOf<Kind extends DocumentKind> = {
  readonly kind: Kind;
  readonly ref: Ref;
  readonly name: string;
  readonly title: string;
  readonly labels: { readonly [name: string]: string };
  readonly annotations: { readonly [name: string]: string };
  /** Findings that its author bears. */
  readonly suppress: readonly Suppression[];
  readonly spec: SpecOf[Kind];
  /** The document as it was written, for hashing and for showing. */
  readonly source: JsonObject;
};

/** A valid document. */
export type EstateDocument = { [Kind in DocumentKind]: DocumentOf<Kind> }[DocumentKind];

/** All that is protected, and how: valid documents by reference. */
export type Estate = {
  readonly documents: ReadonlyMap<Ref, EstateDocument>;
  /** Documents that are there but not valid: a reference to one of them does not dangle. */
  readonly invalid: ReadonlySet<Ref>;
};

/** The document of a kind and name, or null. */
export function findDocument<Kind extends DocumentKind>(
  estate: Estate,
  kind: Kind,
  name: string,
): DocumentOf<Kind> | null {
  const document = estate.documents.get(`${kind.toLowerCase() as Lowercase<Kind>}:${name}`);
  return document?.kind === kind ? (document as DocumentOf<Kind>) : null;
}

/** The documents of one kind, in the order of their files. */
export function documentsOf<Kind extends DocumentKind>(
  estate: Estate,
  kind: Kind,
): readonly DocumentOf<Kind>[] {
  return [...estate.documents.values()].filter((document) => document.kind === kind) as DocumentOf<Kind>[];
}
