import { readFileSync } from "node:fs";
import path from "node:path";
import { paths } from "../../console/paths.ts";

/** What stands in the places of the addresses: one of each kind that is there. */
export type Sample = {
  readonly ref: string;
  readonly runbook: string;
  readonly run: string;
  readonly proposal: string;
  readonly incident: string;
};

export type PageAddress = { readonly name: string; readonly address: string };

const routesFile = path.join(import.meta.dirname, "../../console/routes.tsx");

/** The pages that the map of the console has, by their names in `paths.ts`: a new page cannot be forgotten. */
function pagesOfMap(): readonly (readonly [name: string, path: string])[] {
  const routes = readFileSync(routesFile, "utf8");
  const named = new Set([...routes.matchAll(/\bpath: paths\.(\w+)/g)].map(([, name]) => name ?? ""));
  return Object.entries(paths).filter(([name]) => named.has(name));
}

/** Where an example for a place in an address comes from. */
function exampleOf(place: string, address: string, sample: Sample): string {
  if (place === "ref") return sample.ref;
  if (place === "runbook") return sample.runbook;
  if (place === "id" && address.startsWith("/runs")) return sample.run;
  if (place === "id" && address.startsWith("/proposals")) return sample.proposal;
  if (place === "id" && address.startsWith("/incidents")) return sample.incident;
  throw new Error(
    `${address} is a new kind of page: give $${place} an example in scripts/screenshots/addresses.ts`,
  );
}

/** An address of every page of the console. */
export function pageAddresses(sample: Sample): readonly PageAddress[] {
  return pagesOfMap().map(([name, address]) => ({
    name,
    address: address.replaceAll(/\$(\w+)/g, (_, place: string) => {
      return encodeURIComponent(exampleOf(place, address, sample)).replaceAll("%3A", ":");
    }),
  }));
}
