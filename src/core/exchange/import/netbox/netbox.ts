import type { DocumentKind } from "../../../model/ref.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import { importResult } from "../import-result.ts";
import type { Importer } from "../importer.ts";
import type { ImportSource } from "../import-source.ts";
import { type Ledger, openLedger } from "../ledger.ts";
import { createNameTable, type NameTable } from "../name-table.ts";
import { readJsonSources } from "../read-json-sources.ts";
import { circuitDocuments, deviceDocuments, key, virtualDocuments } from "./components.ts";
import { type NetboxRecord, type NetboxRecords, netboxRecords } from "./records.ts";
import { circuitEnds, siteDocuments } from "./sites.ts";

/** Models that become documents, with the field of their name. */
const documentModels: readonly (readonly [model: string, kind: DocumentKind, name: string])[] = [
  ["dcim.site", "Site", "slug"],
  ["circuits.provider", "Vendor", "slug"],
  ["tenancy.contact", "Person", "name"],
  ["circuits.circuit", "Component", "cid"],
  ["dcim.device", "Component", "name"],
  ["virtualization.cluster", "Component", "name"],
  ["virtualization.virtualmachine", "Component", "name"],
];

/** Models that other documents take something from: a name, an end, a feed. */
const absorbedModels: ReadonlySet<string> = new Set([
  "circuits.circuittermination",
  "circuits.circuittype",
  "dcim.devicerole",
  "dcim.devicetype",
  "dcim.powerfeed",
  "dcim.powerpanel",
  "dcim.rack",
  "dcim.region",
  "tenancy.contactassignment",
  "tenancy.tenant",
]);

/** A dump of NetBox (`manage.py dumpdata`: a JSON list of records). */
export const importNetbox: Importer = (files) => {
  const { sources, unreadable } = readJsonSources(files);
  const ledger = openLedger(sources, unreadable, { groupOf: fieldOf });
  const records = netboxRecords(sources, ledger);
  const names = createNameTable();
  for (const [model, kind, name] of documentModels) {
    for (const record of records.of(model)) define(record, kind, name, names, ledger);
  }
  countOthers(records, ledger);
  const ends = circuitEnds(records);
  const documents = [
    ...siteDocuments(records, names, ends),
    ...records.of("circuits.provider").flatMap((record) => vendorDocument(record, names)),
    ...records.of("tenancy.contact").flatMap((record) => personDocument(record, names)),
    ...circuitDocuments({ records, names }),
    ...deviceDocuments({ records, names }),
    ...virtualDocuments({ records, names }),
  ];
  return importResult("netbox", files, ledger, unreadable, { documents });
};

/** Fields nobody looked at are put together by model and field: `dcim.site.latitude`. */
function fieldOf(source: ImportSource, path: readonly (string | number)[]): string {
  const [index, holder, field] = path;
  const record = Array.isArray(source.value) && typeof index === "number" ? source.value[index] : null;
  const model = typeof record === "object" && record !== null ? (record as { model?: unknown }).model : null;
  return (
    [model, holder === "fields" ? field : holder].filter((part) => typeof part === "string").join(".") ||
    "the file"
  );
}

function define(record: NetboxRecord, kind: DocumentKind, field: string, names: NameTable, ledger: Ledger) {
  const at = record.field(field);
  const written = at.text();
  if (written === null) at.note("assumed", `a ${record.model} without a name is called by its number`);
  const name = written ?? `${record.model.split(".")[1] ?? "record"}-${record.key}`;
  const own = kind === "Component" ? key(record) : record.key;
  const ref = names.define(kind, name, at, record.at, own);
  ledger.count(record.model, ref === null ? "reported" : "mapped");
}

function countOthers(records: NetboxRecords, ledger: Ledger): void {
  const known = new Set(documentModels.map(([model]) => model));
  for (const model of records.models.filter((each) => !known.has(each))) {
    for (const record of records.of(model)) {
      const isAbsorbed = absorbedModels.has(model);
      if (!isAbsorbed) record.at.report("unsupported-item", `${model} has no place in the documents`);
      ledger.count(model, isAbsorbed ? "mapped" : "reported");
    }
  }
}

function vendorDocument(record: NetboxRecord, names: NameTable): readonly ImportedDocument[] {
  const ref = names.find("Vendor", record.key);
  if (ref === null) return [];
  const title = record.field("name").text();
  const spec = { description: record.field("description").text() };
  return [importedDocument("netbox", ref, record.at, { title, spec })];
}

function personDocument(record: NetboxRecord, names: NameTable): readonly ImportedDocument[] {
  const ref = names.find("Person", record.key);
  if (ref === null) return [];
  return [
    importedDocument("netbox", ref, record.at, {
      title: record.field("name").text(),
      spec: {
        description: record.field("title").text(),
        email: record.field("email").text(),
        phone: record.field("phone").text(),
      },
    }),
  ];
}
