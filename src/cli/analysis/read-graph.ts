import { type EstateGraph, estateGraph } from "#core/analysis/graph/estate-graph.ts";
import { closestName } from "#core/document/closest-name.ts";
import type { Estate } from "#core/model/estate.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { readDocuments } from "../read-documents.ts";

/** An estate and its graph. */
export type ReadGraph = { readonly estate: Estate; readonly graph: EstateGraph };

/** The graph of a folder; says on stderr of what it had to do without. Throws `UsageError` when there is nothing. */
export async function readGraph(folder: string, context: Pick<Context, "stderr">): Promise<ReadGraph> {
  const estate = await readDocuments(folder, context);
  const graph = estateGraph(estate);
  const unread = (refs: readonly Ref[], why: string) => {
    if (refs.length === 0) return;
    const shown = refs.slice(0, 10).join(", ");
    const more = refs.length > 10 ? ` and ${refs.length - 10} more` : "";
    context.stderr.write(`holdfast: ${why}; what they rely on is not known: ${shown}${more}\n`);
  };
  unread(graph.missing, "relied upon and described nowhere");
  unread(graph.invalid, "not valid, and still part of the analysis");
  return { estate, graph };
}

/** The numbers of references that somebody wrote; throws `UsageError` that says which is perhaps meant. */
export function nodesNamed({ estate, graph }: ReadGraph, written: readonly string[]): readonly number[] {
  return written.map((text) => {
    const node = isRef(text) ? graph.indexOf.get(text) : undefined;
    if (node !== undefined) return node;
    if (isRef(text) && estate.documents.has(text))
      throw new UsageError(`${text} cannot fail: nothing relies on documents of its kind`);
    const namesake = graph.refs.find((ref) => ref.slice(ref.indexOf(":") + 1) === text);
    const meant = namesake ?? closestName(text, graph.refs);
    throw new UsageError(
      `there is no ${text}; ${meant === null ? "references are written kind:name, such as service:orders" : `did you mean ${meant}?`}`,
    );
  });
}
