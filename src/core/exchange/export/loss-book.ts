import type { EstateDocument } from "../../model/estate.ts";
import { isJsonObject } from "../../model/json.ts";
import type { Ref } from "../../model/ref.ts";
import type { ExportLoss } from "./export-result.ts";

const refsMax = 100;

/** Keeps account of what an export leaves out. */
export type LossBook = {
  readonly add: (ref: Ref, message: string) => void;
  /** Every field of the document's spec that is written and not among those the format carries. */
  readonly addFields: (document: EstateDocument, carried: ReadonlySet<string>) => void;
  /** In the order in which they were first added. */
  readonly losses: () => readonly ExportLoss[];
};

/** An empty account. */
export function lossBook(): LossBook {
  const found = new Map<string, Ref[]>();
  const add = (ref: Ref, message: string) => {
    const known = found.get(message);
    if (known) known.push(ref);
    else found.set(message, [ref]);
  };
  return {
    add,
    addFields: ({ ref, kind, source }, carried) => {
      const spec = source["spec"];
      for (const field of isJsonObject(spec) ? Object.keys(spec) : []) {
        if (!carried.has(field)) add(ref, `the field \`${field}\` of ${kind}`);
      }
    },
    losses: () =>
      [...found].map(([message, refs]) => ({ message, count: refs.length, refs: refs.slice(0, refsMax) })),
  };
}
