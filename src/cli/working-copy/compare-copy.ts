import type { Schemas } from "#client/client.ts";
import type { Ref } from "#core/model/ref.ts";
import { type ThreeWay, threeWay } from "#core/revision/three-way.ts";
import type { Base } from "./base-file.ts";
import type { WorkingCopy } from "./read-copy.ts";

/** A document as a folder and a server hold it. */
export type Compared = {
  readonly ref: Ref;
  /** `local`: changed in the folder alone; `server`: on the server alone; `conflict`: in both, not alike. */
  readonly verdict: "same" | "local" | "server" | "conflict";
  readonly local: { readonly file: string; readonly text: string; readonly sha256: string } | null;
  readonly server: Schemas["PublishedEstate"]["documents"][number] | null;
  /** SHA-256 of the text both last agreed on; undefined when that is not known. */
  readonly base: string | null | undefined;
};

const verdicts: { readonly [verdict in ThreeWay]: Compared["verdict"] } = {
  same: "same",
  take: "server",
  keep: "local",
  conflict: "conflict",
};

/** Compares a folder with what is published, in the order of references. */
export function compareCopy(
  copy: WorkingCopy,
  published: Schemas["PublishedEstate"],
  base: Base | null,
): readonly Compared[] {
  const server = new Map(published.documents.map((document) => [document.ref, document]));
  const refs = [...new Set([...copy.documents.keys(), ...server.keys()])].toSorted();
  return refs.map((ref) => {
    const [here, there] = [copy.documents.get(ref) ?? null, server.get(ref) ?? null];
    const agreed = base === null ? undefined : (base.documents[ref] ?? null);
    const verdict = verdicts[threeWay(agreed, here?.sha256 ?? null, there?.sha256 ?? null)];
    return { ref, verdict, local: here, server: there, base: agreed };
  });
}

/** What both agree on after a comparison; `settled` are documents that were brought into agreement since. */
export function agreedBase(
  compared: readonly Compared[],
  settled: ReadonlyMap<Ref, string | null>,
): Base["documents"] {
  const documents: { [ref: string]: string } = {};
  for (const { ref, verdict, local, base } of compared) {
    const known = settled.has(ref) ? settled.get(ref) : verdict === "same" ? local?.sha256 : base;
    if (known !== undefined && known !== null) documents[ref] = known;
  }
  return documents;
}
