import { flattenSteps } from "../../document/flatten-steps.ts";
import type { Dependency } from "../../model/dependency.ts";
import { type DocumentOf, documentsOf, type Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { ExportedFile, Exporter } from "./export-result.ts";
import { lossBook } from "./loss-book.ts";

/** Mermaid flow charts: one of the dependencies, sites as boxes, and one of the steps of each runbook. */
export const exportMermaid: Exporter = (estate) => {
  const losses = lossBook();
  const drawn = new Set(["Site", "Component", "Service", "Function", "Vendor", "Runbook"]);
  for (const { ref, kind } of estate.documents.values()) {
    if (!drawn.has(kind)) losses.add(ref, `a picture of dependencies and steps shows no ${kind}`);
  }
  const runbooks = documentsOf(estate, "Runbook");
  const files: readonly ExportedFile[] = [
    { path: "dependencies.mmd", text: dependencyChart(estate) },
    ...runbooks.map((runbook) => ({ path: `runbook-${runbook.name}.mmd`, text: runbookChart(runbook) })),
  ];
  const written = [...estate.documents.values()].filter(({ kind }) => drawn.has(kind)).length;
  return { files, documents: { read: estate.documents.size, written }, losses: losses.losses() };
};

/** A text that stays a text between the quotes of a label: Mermaid reads `#…;` as a character's entity. */
function label(text: string): string {
  const codes: { readonly [character: string]: string } = {
    "#": "#35;",
    '"': "#quot;",
    "<": "#lt;",
    ">": "#gt;",
    "&": "#amp;",
    "`": "#96;",
    "\\": "#92;",
  };
  return `"${text.replaceAll(/[#"<>&`\\]/g, (found) => codes[found] ?? "").replaceAll(/\s+/g, " ")}"`;
}

function dependencyChart(estate: Estate): string {
  const ids = new Map<Ref, string>();
  const idOf = (ref: Ref) => {
    const id = ids.get(ref) ?? `n${ids.size}`;
    ids.set(ref, id);
    return id;
  };
  const edges = nodesOf(estate).flatMap(({ ref, spec }) =>
    spec.dependsOn.flatMap((dependency) => edgesOf(idOf(ref), dependency, idOf)),
  );
  const bySite = new Map<Ref | null, Ref[]>();
  for (const { ref } of nodesOf(estate)) {
    const document = estate.documents.get(ref);
    const site = document?.kind === "Component" ? document.spec.site : null;
    bySite.set(site, [...(bySite.get(site) ?? []), ref]);
  }
  const node = (ref: Ref) => `${idOf(ref)}[${label(estate.documents.get(ref)?.title ?? ref)}]`;
  const boxes = [...bySite].flatMap(([site, refs]) =>
    site === null
      ? refs.map(node)
      : [
          `subgraph ${idOf(site)}[${label(estate.documents.get(site)?.title ?? site)}]`,
          ...refs.map(node),
          "end",
        ],
  );
  const placed = new Set([...bySite.values()].flat());
  const others = [...ids.keys()].filter((ref) => !placed.has(ref) && !bySite.has(ref)).map(node);
  return chart([...boxes, ...others, ...edges], "TB");
}

type WithDependencies = { readonly ref: Ref; readonly spec: { readonly dependsOn: readonly Dependency[] } };

function nodesOf(estate: Estate): readonly WithDependencies[] {
  return [
    ...documentsOf(estate, "Function"),
    ...documentsOf(estate, "Service"),
    ...documentsOf(estate, "Component"),
    ...documentsOf(estate, "Vendor"),
  ];
}

function edgesOf(from: string, dependency: Dependency, idOf: (ref: Ref) => string): readonly string[] {
  if (dependency.type === "one") {
    const arrow = dependency.need === "hard" ? "-->" : "-.->";
    return [`${from} ${arrow} ${idOf(dependency.on)}`];
  }
  const share = label(`${dependency.atLeast} of ${dependency.anyOf.length}`);
  return dependency.anyOf.map((member) => `${from} -->|${share}| ${idOf(member)}`);
}

function runbookChart({ spec }: DocumentOf<"Runbook">): string {
  const steps = flattenSteps(spec);
  const ids = new Map(steps.map(({ id }, index) => [id, `s${index}`]));
  const nodes = steps.map(({ id, step }) => {
    const text = label(step.title ?? step.id);
    if (step.decision) return `${ids.get(id)}{${text}}`;
    return step.person ? `${ids.get(id)}(${text})` : `${ids.get(id)}[${text}]`;
  });
  const edges = steps.flatMap(({ id, after, step }) =>
    after.flatMap((other) => {
      const from = ids.get(other);
      return from === undefined ? [] : [`${from} ${step.when ? "-.->" : "-->"} ${ids.get(id)}`];
    }),
  );
  return chart([...nodes, ...edges], "TB");
}

function chart(lines: readonly string[], direction: "TB"): string {
  return [`flowchart ${direction}`, ...lines.map((line) => `  ${line}`), ""].join("\n");
}
