import type { Ref } from "../../../model/ref.ts";
import { importedDocument } from "../imported-document.ts";
import type { ImportedDocument } from "../import-report.ts";
import type { NameTable } from "../name-table.ts";
import type { NetboxRecord, NetboxRecords } from "./records.ts";
import { tenantOf } from "./sites.ts";

type Sources = { readonly records: NetboxRecords; readonly names: NameTable };

/** Circuits: they need their carrier, and both sites they end in. */
export function circuitDocuments({ records, names }: Sources): readonly ImportedDocument[] {
  const sitesOf = new Map<string, Ref[]>();
  for (const termination of records.of("circuits.circuittermination")) {
    const [circuit, siteKey] = [termination.link("circuit"), termination.link("site")];
    if (circuit === null) continue;
    const site = siteKey === null ? null : names.find("Site", siteKey);
    // The other end is a provider's network, which the provider stands for.
    termination.field("provider_network").take();
    termination.field("term_side").take();
    if (site !== null) sitesOf.set(circuit, [...new Set([...(sitesOf.get(circuit) ?? []), site])].sort());
  }
  return records.of("circuits.circuit").flatMap((circuit) => {
    const ref = names.find("Component", key(circuit));
    if (ref === null) return [];
    const vendor = names.find("Vendor", circuit.link("provider") ?? "");
    const type = records.find("circuits.circuittype", circuit.link("type"));
    type?.field("slug").take();
    const sites = sitesOf.get(circuit.key) ?? [];
    const [only, ...others] = sites;
    return [
      importedDocument("netbox", ref, circuit.at, {
        title: circuit.field("cid").text(),
        labels: {
          status: circuit.field("status").text(),
          tenant: tenantOf(circuit, records),
          "circuit-type": type?.field("slug").text() ?? null,
        },
        spec: {
          description: circuit.field("description").text(),
          type: "circuit",
          site: others.length === 0 ? only : null,
          vendor,
          dependsOn: [...(vendor === null ? [] : [vendor]), ...(others.length > 0 ? sites : [])],
        },
      }),
    ];
  });
}

/** Devices, at their sites. */
export function deviceDocuments({ records, names }: Sources): readonly ImportedDocument[] {
  return records.of("dcim.device").flatMap((device) => {
    const ref = names.find("Component", key(device));
    if (ref === null) return [];
    const role = records.find("dcim.devicerole", device.link("role") ?? device.link("device_role"));
    const type = records.find("dcim.devicetype", device.link("device_type"));
    const site = device.link("site");
    return [
      importedDocument("netbox", ref, device.at, {
        title: device.field("name").text(),
        labels: { status: device.field("status").text(), tenant: tenantOf(device, records) },
        annotations: {
          "netbox/device-type": type?.field("model").text() ?? null,
          "netbox/serial": device.field("serial").text(),
          "netbox/asset-tag": device.field("asset_tag").text(),
          "netbox/rack": records.find("dcim.rack", device.link("rack"))?.field("name").text() ?? null,
        },
        spec: {
          description: device.field("description").text(),
          type: role?.field("slug").text() ?? "device",
          site: site === null ? null : names.refer("Site", site, device.field("site")),
        },
      }),
    ];
  });
}

/** Clusters, and the virtual machines that need them. */
export function virtualDocuments({ records, names }: Sources): readonly ImportedDocument[] {
  const make = (record: NetboxRecord, type: string, dependsOn: readonly Ref[], site: string | null) => {
    const ref = names.find("Component", key(record));
    if (ref === null) return [];
    return [
      importedDocument("netbox", ref, record.at, {
        title: record.field("name").text(),
        labels: { status: record.field("status").text(), tenant: tenantOf(record, records) },
        spec: {
          description: record.field("description").text(),
          type,
          site: site === null ? null : names.refer("Site", site, record.field("site")),
          dependsOn,
        },
      }),
    ];
  };
  const clusters = records
    .of("virtualization.cluster")
    .flatMap((cluster) => make(cluster, "cluster", [], cluster.link("site")));
  const machines = records.of("virtualization.virtualmachine").flatMap((machine) => {
    const host = records.find("virtualization.cluster", machine.link("cluster"));
    const cluster = host === null ? null : names.find("Component", key(host));
    const site = machine.link("site") ?? host?.link("site") ?? null;
    return make(machine, "virtual-machine", cluster === null ? [] : [cluster], site);
  });
  return [...clusters, ...machines];
}

/** Components come from several models, each with keys of its own. */
export function key(record: NetboxRecord): string {
  return `${record.model} ${record.key}`;
}
