import type { Ref } from "../../../model/ref.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import { openLedger } from "../ledger.ts";
import { createNameTable } from "../name-table.ts";
import { readYamlSources } from "../read-yaml-sources.ts";
import { type ComposeBooks, composeDependencies } from "./dependencies.ts";
import { type ComposeService, composeServices, fieldsOf, lastText } from "./project.ts";
import { settingHints } from "./setting-hints.ts";

/**
 * Docker compose files; the files of one import are one project, later ones over earlier ones. Each
 * service becomes a Component: `depends_on` says what it needs to start, and host names in its
 * environment are observations.
 */
export const importCompose: Importer = (files) => {
  const { sources, unreadable } = readYamlSources(files);
  const ledger = openLedger(sources, unreadable, { groupOf: (_, path) => groupOf(path) });
  const roots = sources.map((source) => cursorAt(ledger, source));
  for (const root of roots) reportNotFollowed(root);
  const services = composeServices(roots);
  const names = createNameTable();
  const defined = services.flatMap((service) => {
    const at = service.parts[0];
    const ref = at === undefined ? null : names.define("Component", service.name, at, at);
    ledger.count("service", ref === null ? "reported" : "mapped");
    return ref === null || at === undefined ? [] : [{ service, ref, at }];
  });
  const targets = new Map(defined.map(({ service, ref }) => [service.name, ref]));
  const documents = defined.map(({ service, ref, at }) => componentOf(service, ref, at, { names, ledger }));
  const observations = defined.flatMap(({ service, ref }) => settingHints(service, ref, targets));
  for (const _ of observations) ledger.count("hint", "mapped");
  return importResult("compose", files, ledger, unreadable, { documents, observations });
};

function componentOf(service: ComposeService, ref: Ref, at: Cursor, books: ComposeBooks): ImportedDocument {
  for (const extended of fieldsOf(service, "extends"))
    extended.report("unsupported-item", "extends is not followed: import the file it names as well");
  return importedDocument("compose", ref, at, {
    title: service.name,
    annotations: {
      "compose/image": lastText(service, "image"),
      "compose/container-name": lastText(service, "container_name"),
    },
    spec: { type: "container", dependsOn: composeDependencies(service, ref, books) },
  });
}

function reportNotFollowed(root: Cursor): void {
  const include = root.at("include");
  if (include.value !== undefined && include.value !== null)
    include.report("unsupported-item", "include is not followed: import the files it names as well");
}

/** Names that people chose are left out, so that fields nobody looked at come together. */
function groupOf(path: readonly (string | number)[]): string {
  const [top, , field, ...rest] = path;
  if (top !== "services")
    return typeof top === "string" && top.startsWith("x-") ? "x-*" : `${top ?? "the file"}`;
  const below = rest.filter((part) => typeof part === "string");
  const isOpen = field === "environment" || field === "labels" || field === "sysctls";
  return ["services.*", field, ...(isOpen ? [] : below)].filter((part) => typeof part === "string").join(".");
}
