import type { Ref } from "../../../model/ref.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import type { NameTable } from "../name-table.ts";
import type { NetboxRecord, NetboxRecords } from "./records.ts";

/** Where the circuits of a dump end: for each site, its circuits. */
export type CircuitEnds = ReadonlyMap<string, readonly NetboxRecord[]>;

/** The circuits that end in each site. */
export function circuitEnds(records: NetboxRecords): CircuitEnds {
  const ends = new Map<string, NetboxRecord[]>();
  for (const termination of records.of("circuits.circuittermination")) {
    const circuit = records.find("circuits.circuit", termination.link("circuit"));
    const site = termination.link("site");
    if (circuit === null || site === null) continue;
    const known = ends.get(site) ?? [];
    ends.set(site, known.includes(circuit) ? known : [...known, circuit]);
  }
  return ends;
}

/** Sites with their carriers and power feeds. One with a single carrier, or with none known, is shown as a risk. */
export function siteDocuments(
  records: NetboxRecords,
  names: NameTable,
  ends: CircuitEnds,
): readonly ImportedDocument[] {
  const power = powerFeeds(records);
  const contacts = contactsOf(records);
  return records.of("dcim.site").flatMap((site) => {
    const ref = names.find("Site", site.key);
    if (ref === null) return [];
    const circuits = ends.get(site.key) ?? [];
    const carriers = carriersOf(circuits, names);
    noteCarriers(site, ref, circuits, carriers);
    return [
      importedDocument("netbox", ref, site.at, {
        title: site.field("name").text(),
        labels: { status: site.field("status").text(), tenant: tenantOf(site, records) },
        annotations: {
          "netbox/facility": site.field("facility").text(),
          "netbox/time-zone": site.field("time_zone").text(),
          "netbox/contacts": contacts.get(site.key)?.join(" · ") ?? null,
        },
        spec: {
          description: site.field("description").text(),
          location: site.field("physical_address").text() ?? regionPath(site, records),
          power: power.get(site.key) ?? [],
          carriers,
        },
      }),
    ];
  });
}

function carriersOf(circuits: readonly NetboxRecord[], names: NameTable): readonly Ref[] {
  const carriers = circuits.map((circuit) => names.find("Vendor", circuit.link("provider") ?? ""));
  return [...new Set(carriers.filter((carrier) => carrier !== null))].sort();
}

function noteCarriers(
  site: NetboxRecord,
  ref: Ref,
  circuits: readonly NetboxRecord[],
  carriers: readonly Ref[],
) {
  const [only, ...others] = carriers;
  if (only === undefined) site.at.note("risk", `${ref} has no carrier: no circuit is known to end there`);
  else if (others.length === 0) {
    const count = circuits.length === 1 ? "one circuit" : `${circuits.length} circuits`;
    site.at.note("risk", `${ref} has a single carrier: ${only}, with ${count}`);
  }
}

/** Names of the feeds of each site, by way of their panels. */
function powerFeeds(records: NetboxRecords): ReadonlyMap<string, readonly string[]> {
  const feeds = new Map<string, string[]>();
  for (const feed of records.of("dcim.powerfeed")) {
    const panel = records.find("dcim.powerpanel", feed.link("power_panel"));
    const site = panel?.link("site") ?? null;
    const name = feed.field("name").text();
    if (panel === null || site === null || name === null) {
      feed.at.report("dangling-target", "a power feed whose panel or site is not in the dump");
      continue;
    }
    const full = `${panel.field("name").text() ?? panel.key} / ${name}`;
    feeds.set(site, [...(feeds.get(site) ?? []), full]);
  }
  return feeds;
}

/** `Europe, Germany, Berlin`. A region that is above itself ends the path. */
function regionPath(site: NetboxRecord, records: NetboxRecords): string | null {
  const path: string[] = [];
  const seen = new Set<string>();
  for (let key = site.link("region"); key !== null && !seen.has(key); ) {
    seen.add(key);
    const region = records.find("dcim.region", key);
    const name = region?.field("name").text() ?? null;
    if (name !== null) path.unshift(name);
    key = region?.link("parent") ?? null;
  }
  return path.length ? path.join(", ") : null;
}

/** The name of the tenant a record belongs to. */
export function tenantOf(record: NetboxRecord, records: NetboxRecords): string | null {
  return records.find("tenancy.tenant", record.link("tenant"))?.field("slug").text() ?? null;
}

function contactsOf(records: NetboxRecords): ReadonlyMap<string, readonly string[]> {
  const contacts = new Map<string, string[]>();
  for (const assignment of records.of("tenancy.contactassignment")) {
    const type = assignment.field("content_type").texts().join(".");
    const person = records.find("tenancy.contact", assignment.link("contact"))?.field("name").text() ?? null;
    const object = assignment.link("object_id");
    if (type !== "dcim.site" || person === null || object === null) continue;
    const priority = assignment.field("priority").text();
    contacts.set(object, [
      ...(contacts.get(object) ?? []),
      priority === null ? person : `${person} (${priority})`,
    ]);
  }
  return contacts;
}
