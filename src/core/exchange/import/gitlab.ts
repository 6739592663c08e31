import type { JsonObject } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";
import { type Cursor, cursorAt } from "./cursor.ts";
import { importedDocument } from "./imported-document.ts";
import type { ImportedDocument } from "./import-report.ts";
import { importResult } from "./import-result.ts";
import type { Importer } from "./importer.ts";
import { type Ledger, openLedger } from "./ledger.ts";
import { createNameTable, type NameTable } from "./name-table.ts";
import { readYamlSources } from "./read-yaml-sources.ts";

const format = "gitlab";

/** Fields of a team that are kept as annotations. */
const teamAnnotations = [
  "url",
  "slack_channel",
  "slack_alerts_channel",
  "oncall_schedule",
  "pagerduty_service",
];

/** Fields of a service that are kept as annotations, by the name they get. */
const serviceAnnotations: readonly (readonly [name: string, ...path: string[]])[] = [
  ["label", "label"],
  ["teams", "teams"],
  ["infra-owner", "infra_owner"],
  ["customers", "business", "customers"],
  ["project", "technical", "project"],
  ["design", "technical", "documents", "design"],
  ["architecture", "technical", "documents", "architecture"],
  ["readiness-review", "technical", "documents", "readiness_review"],
  ["sre-guide", "technical", "documents", "sre_guide"],
  ["developer-guide", "technical", "documents", "developer_guide"],
  ["security", "technical", "documents", "security"],
  ["documentation", "technical", "documents", "service"],
  ["runbooks", "operations", "runbooks"],
  ["playbooks", "operations", "playbooks"],
  ["dashboard", "observability", "monitors", "primary_grafana_dashboard"],
];

/**
 * The service catalogue GitLab keeps (`teams`, `tiers`, `services` in YAML; the files of one import are
 * one catalogue). Dangling targets and dependencies on itself are kept, so that a check shows them.
 */
export const importGitlab: Importer = (files) => {
  const { sources, unreadable } = readYamlSources(files);
  const ledger = openLedger(sources, unreadable);
  const names = createNameTable();
  const roots = sources.map((source) => cursorAt(ledger, source));
  const teams = roots.flatMap((root) => define(root, "teams", "Team", names, ledger));
  const services = roots.flatMap((root) => define(root, "services", "Service", names, ledger));
  for (const tier of roots.flatMap((root) => root.at("tiers").items())) {
    // Tiers only list the words that services carry as a label.
    tier.at("name").text();
    ledger.count("tier", "mapped");
  }
  const documents = [
    ...teams.map(({ ref, at }) => teamDocument(ref, at)),
    ...services.map(({ ref, at }) => serviceDocument(ref, at, names, ledger)),
  ];
  return importResult(format, files, ledger, unreadable, { documents });
};

type Defined = { readonly ref: Ref; readonly at: Cursor };

function define(
  root: Cursor,
  list: "teams" | "services",
  kind: "Team" | "Service",
  names: NameTable,
  ledger: Ledger,
): readonly Defined[] {
  return root
    .at(list)
    .items()
    .flatMap((at) => {
      const name = at.at("name").text();
      if (name === null) at.report("bad-value", `a ${kind} without a name`);
      const ref = name === null ? null : names.define(kind, name, at.at("name"), at);
      ledger.count(kind.toLowerCase(), ref === null ? "reported" : "mapped");
      return ref === null ? [] : [{ ref, at }];
    });
}

function teamDocument(ref: Ref, at: Cursor): ImportedDocument {
  const annotations = Object.fromEntries(
    teamAnnotations.map((field) => [`gitlab/${field.replaceAll("_", "-")}`, at.at(field).text()]),
  );
  return importedDocument(format, ref, at, { title: at.at("name").text(), annotations });
}

function serviceDocument(ref: Ref, at: Cursor, names: NameTable, ledger: Ledger): ImportedDocument {
  const annotations = Object.fromEntries(
    serviceAnnotations.map(([name, ...path]) => [
      `gitlab/${name}`,
      at.at(...path).value === undefined
        ? null
        : at
            .at(...path)
            .texts()
            .join(" · "),
    ]),
  );
  const title = at.at("friendly_name").text() ?? at.at("name").text();
  return importedDocument(format, ref, at, {
    title,
    labels: { tier: at.at("tier").text(), criticality: at.at("technical", "criticality").text() },
    annotations,
    spec: {
      description: at.at("business", "requirement").text(),
      owner: ownerOf(at, names),
      data: dataOf(at),
      dependsOn: dependenciesOf(ref, at, names, ledger),
    },
  });
}

function ownerOf(at: Cursor, names: NameTable): Ref | null {
  const owner = at.at("owner").text();
  if (owner !== null) return names.refer("Team", owner, at.at("owner"));
  const teams = at.at("teams");
  const [only, ...others] = teams.texts();
  if (only === undefined) return null;
  if (others.length === 0) return names.refer("Team", only, teams);
  teams.note("needs-review", "several teams and no owner: name the one team that is accountable");
  return null;
}

function dataOf(at: Cursor): JsonObject | null {
  const classification = at.at("technical", "security", "data_classification").text();
  return classification === null ? null : { classification };
}

function dependenciesOf(ref: Ref, at: Cursor, names: NameTable, ledger: Ledger): readonly Ref[] {
  const found: Ref[] = [];
  for (const entry of at.at("technical", "dependencies").items()) {
    const field = typeof entry.value === "string" ? entry : entry.at("service");
    const target = field.text();
    const to = target === null ? null : names.refer("Service", target, field);
    if (target === null) entry.report("null-dependency", "an entry among the dependencies names no service");
    if (to === ref) field.note("self-reference", `${ref} depends on itself`);
    if (to !== null && found.includes(to)) entry.report("duplicate-item", `${ref} names ${to} twice`);
    const isMapped = to !== null && !found.includes(to);
    ledger.count("dependency", isMapped ? "mapped" : "reported");
    if (isMapped) found.push(to);
  }
  return found;
}
