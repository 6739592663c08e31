import { isJsonObject } from "../../../model/json.ts";
import { type Cursor, cursorAt } from "../cursor.ts";
import type { ImportSource } from "../import-source.ts";
import type { Ledger } from "../ledger.ts";

/** One record of a dump: `{model, pk, fields}`. */
export type NetboxRecord = {
  readonly model: string;
  readonly key: string;
  /** The record as a whole. */
  readonly at: Cursor;
  readonly field: (name: string) => Cursor;
  /** The key of the record that a field points to, or null. */
  readonly link: (name: string) => string | null;
};

/** The records of all files. */
export type NetboxRecords = {
  readonly of: (model: string) => readonly NetboxRecord[];
  readonly find: (model: string, key: string | null) => NetboxRecord | null;
  readonly models: readonly string[];
};

/** Reads records; what is none is reported. */
export function netboxRecords(sources: readonly ImportSource[], ledger: Ledger): NetboxRecords {
  const byModel = new Map<string, Map<string, NetboxRecord>>();
  for (const source of sources) {
    for (const at of cursorAt(ledger, source).items()) {
      const record = recordAt(at);
      if (record === null) {
        at.report("bad-value", "a record has a model, a pk and fields; this has not");
        ledger.count("record", "reported");
        continue;
      }
      const known = byModel.get(record.model) ?? new Map<string, NetboxRecord>();
      byModel.set(record.model, known);
      if (known.has(record.key)) {
        at.report("duplicate-item", `a second ${record.model} has this pk`);
        ledger.count(record.model, "reported");
      } else known.set(record.key, record);
    }
  }
  return {
    of: (model) => [...(byModel.get(model)?.values() ?? [])],
    find: (model, key) => (key === null ? null : (byModel.get(model)?.get(key) ?? null)),
    models: [...byModel.keys()].sort(),
  };
}

function recordAt(at: Cursor): NetboxRecord | null {
  const [model, key] = [at.at("model").text(), at.at("pk").text()];
  if (model === null || key === null || !isJsonObject(at.at("fields").value)) return null;
  const field = (name: string) => at.at("fields", name);
  return { model, key, at, field, link: (name) => field(name).text() };
}
