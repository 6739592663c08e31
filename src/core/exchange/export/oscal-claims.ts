import { type DocumentOf, documentsOf, type Estate, type EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";

/** What the documents say about one control (SP 800-53 Rev. 5), and which documents say it. */
export type Claim = {
  /** As OSCAL spells it: `cp-2`, `cp-9.5`. */
  readonly control: string;
  readonly statement: string;
  readonly documents: readonly EstateDocument[];
};

/** What is documented for a service in the family CP, contingency planning; controls without a word are left out. */
export function controlClaims(estate: Estate, service: DocumentOf<"Service">): readonly Claim[] {
  const reach = reachOf(estate, service.ref);
  const plans = documentsOf(estate, "Plan").filter(({ spec }) =>
    spec.covers.some((ref) => ref === service.ref),
  );
  const planRefs = new Set<Ref | null>(plans.map(({ ref }) => ref));
  const protections = documentsOf(estate, "Protection").filter(({ spec }) => reach.has(spec.protects));
  const runbooks = documentsOf(estate, "Runbook").filter(({ spec }) =>
    spec.recovers.some((ref) => ref === service.ref),
  );
  const exercises = documentsOf(estate, "Exercise").filter(
    ({ spec }) => planRefs.has(spec.plan) && spec.heldOn !== null,
  );
  const sites = documentsOf(estate, "Site").filter(({ ref }) => service.spec.sites.includes(ref));
  const alternate = sites.filter(({ ref }) => ref !== service.spec.sites[0]);
  const claims: readonly Claim[] = [
    { control: "cp-2", statement: "A contingency plan covers the service:", documents: plans },
    {
      control: "cp-2.8",
      statement: "The assets it needs are identified by its dependencies:",
      documents: [...reach].flatMap((ref) => (ref === service.ref ? [] : (estate.documents.get(ref) ?? []))),
    },
    { control: "cp-4", statement: "The plan was exercised:", documents: exercises },
    {
      control: "cp-6",
      statement: "Copies are kept in another site:",
      documents: protections.filter(
        ({ spec }) => spec.targetSite !== null && spec.targetSite !== service.spec.sites[0],
      ),
    },
    { control: "cp-7", statement: "An alternate site is declared:", documents: alternate },
    {
      control: "cp-8.2",
      statement: "More than one carrier reaches each of:",
      documents: sites.filter(({ spec }) => new Set(spec.carriers).size > 1),
    },
    {
      control: "cp-9",
      statement: "Backups are taken:",
      documents: protections.filter(({ spec }) => ["snapshot", "backup", "export"].includes(spec.method)),
    },
    {
      control: "cp-9.1",
      statement: "A restore was verified:",
      documents: protections.filter(({ spec }) => spec.lastVerifiedRestoreOn !== null),
    },
    {
      control: "cp-10.2",
      statement: "Committed transactions are kept a second time by replication:",
      documents: protections.filter(({ spec }) => spec.method.endsWith("replication")),
    },
    {
      control: "cp-10",
      statement: "Recovery and reconstitution are described step by step:",
      documents: runbooks,
    },
  ];
  return claims.filter(({ documents }) => documents.length > 0);
}

/** The service and everything it depends on, in whatever way. */
function reachOf(estate: Estate, service: Ref): ReadonlySet<Ref> {
  const reach = new Set([service]);
  for (const ref of reach) {
    const document = estate.documents.get(ref);
    const dependencies =
      document?.kind === "Service" || document?.kind === "Component" || document?.kind === "Vendor"
        ? document.spec.dependsOn
        : [];
    for (const dependency of dependencies) {
      for (const target of dependency.type === "group" ? dependency.anyOf : [dependency.on])
        reach.add(target);
    }
  }
  return reach;
}
