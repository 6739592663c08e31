import { type DocumentOf, documentsOf, type Estate, type EstateDocument } from "../../model/estate.ts";
import type { JsonObject } from "../../model/json.ts";
import { type Claim, controlClaims } from "./oscal-claims.ts";
import type { ExportFacts, Exporter } from "./export-result.ts";
import { lossBook } from "./loss-book.ts";

const oscalVersion = "1.1.2";
const catalog =
  "https://raw.githubusercontent.com/usnistgov/oscal-content/main/nist.gov/SP800-53/rev5/json/NIST_SP-800-53_rev5_catalog.json";

/**
 * An OSCAL component definition (NIST, 1.1.2): for each service, what the documents say about the controls of
 * SP 800-53 Rev. 5 family CP. It says what is written down, not that it works: evidence of that is in runs and exercises.
 */
export const exportOscal: Exporter = (estate, facts) => {
  const losses = lossBook();
  const services = documentsOf(estate, "Service").filter(({ spec }) => spec.scope !== "out");
  const used = new Set<string>();
  const components = services.map((service) => {
    const claims = controlClaims(estate, service);
    used.add(service.ref);
    for (const { documents } of claims) for (const { ref } of documents) used.add(ref);
    if (claims.length === 0)
      losses.add(service.ref, "a service for which the documents say nothing about any control");
    return definedComponent(service, claims, facts);
  });
  for (const { ref, kind } of estate.documents.values()) {
    if (!used.has(ref)) losses.add(ref, `a ${kind} that bears on no control of a service in scope`);
  }
  const definition = {
    "component-definition": {
      uuid: uuidOf("component-definition", estateText(estate), facts),
      metadata: {
        title: "Contingency planning as documented in Holdfast",
        "last-modified": facts.exportedAt,
        version: facts.sha256(estateText(estate)).slice(0, 12),
        "oscal-version": oscalVersion,
      },
      ...(components.length > 0 ? { components } : {}),
    },
  };
  return {
    files: [{ path: "component-definition.json", text: `${JSON.stringify(definition, null, 2)}\n` }],
    documents: { read: estate.documents.size, written: used.size },
    losses: losses.losses(),
  };
};

function estateText(estate: Estate): string {
  return [...estate.documents.values()].map(({ source }) => JSON.stringify(source)).join("\n");
}

function definedComponent(
  service: DocumentOf<"Service">,
  claims: readonly Claim[],
  facts: ExportFacts,
): JsonObject {
  const requirements = claims.map(({ control, statement, documents }) => ({
    uuid: uuidOf("requirement", `${service.ref} ${control}`, facts),
    "control-id": control,
    description: `${statement} ${documents.map(nameOf).join("; ")}.`,
    props: documents.map(({ ref }) => ({
      name: "document",
      ns: "https://holdfast.example/ns/oscal",
      value: ref,
    })),
  }));
  return {
    uuid: uuidOf("component", service.ref, facts),
    type: "service",
    title: service.title,
    description: service.spec.description ?? service.title,
    ...(requirements.length > 0
      ? {
          "control-implementations": [
            {
              uuid: uuidOf("implementation", service.ref, facts),
              source: catalog,
              description: "What the continuity documents say, as of the export.",
              "implemented-requirements": requirements,
            },
          ],
        }
      : {}),
  };
}

const nameOf = ({ title, ref }: EstateDocument) => `${title} (${ref})`;

/** A UUID that is the same for the same thing: version 8, custom, from SHA-256 (RFC 9562, 5.8). */
function uuidOf(type: string, name: string, { sha256 }: ExportFacts): string {
  const hex = sha256(`holdfast ${type} ${name}`);
  const variant = "89ab"[Number.parseInt(hex[16] ?? "0", 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
