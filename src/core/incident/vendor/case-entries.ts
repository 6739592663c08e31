import type { JsonObject } from "../../model/json.ts";

type Entry = { readonly version: number; readonly type: string; readonly data: JsonObject };

/**
 * The entries of an incident's log that are about a vendor case, with corrections of them: what a claim rests on, and
 * nothing else of the incident, for it goes to the vendor.
 */
export function isAboutCase(entries: readonly Entry[], name: string): (entry: Entry) => boolean {
  const own = new Set(entries.filter((entry) => isOwn(entry, name)).map(({ version }) => version));
  return (entry) =>
    own.has(entry.version) || (entry.type === "EntryCorrected" && own.has(Number(entry.data["version"])));
}

function isOwn({ type, data }: Entry, name: string): boolean {
  switch (type) {
    case "VendorCaseOpened":
    case "VendorAnswered":
      return data["case"] === name;
    case "Reminded":
      return data["kind"] === "vendor" && String(data["about"]).startsWith(`${name} `);
    default:
      return false;
  }
}
