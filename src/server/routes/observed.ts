import { z } from "zod";
import { compareWithDeclared, type ObservedComparison } from "#core/exchange/observed/compare-declared.ts";
import { readObservedFile } from "#core/exchange/observed/observed-file.ts";
import { observedLink } from "#core/exchange/observed/observed-link.ts";
import type { Estate } from "#core/model/estate.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { createObservedReader } from "../estate/observed-text.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const seenSchema = z.object({
  ref: refSchema,
  isDeclared: z.boolean(),
  calls: z.number().nullable().meta({ description: "Calls that were counted; null where no source counts." }),
  lastSeenAt: z.string().nullable(),
  isHint: z.boolean().meta({ description: "Nobody has seen a call: a setting names it." }),
});

const observedSchema = z
  .object({
    isLookedAt: z.boolean().meta({ description: "False: nobody has looked, which says nothing." }),
    fault: z.string().nullable().meta({ description: "Why what was observed cannot be told." }),
    reliesOn: z.array(seenSchema),
    reliedOnBy: z.array(seenSchema),
    neverSeen: z.array(refSchema).meta({ description: "Declared, and not seen although its calls are." }),
  })
  .meta({ id: "Observed", description: "What was seen to depend on one thing, and it on others." });

type Answer = z.output<typeof observedSchema>;

const nothing: Answer = { isLookedAt: false, fault: null, reliesOn: [], reliedOnBy: [], neverSeen: [] };

/** Compares once for an estate and a file: a page of a thing is opened more often than either changes. */
function createComparer(): (estate: Estate, text: string, version: string) => ObservedComparison | null {
  let known: { estate: Estate; version: string; comparison: ObservedComparison | null } | null = null;
  return (estate, text, version) => {
    if (known?.estate === estate && known.version === version) return known.comparison;
    const file = readObservedFile(text);
    const sources = new Map([...estate.documents].map(([ref, { source }]) => [ref as string, source]));
    known = { estate, version, comparison: file === null ? null : compareWithDeclared(file, sources) };
    return known.comparison;
  };
}

function answerOf({ seen, unconfirmed, neverSeen }: ObservedComparison, ref: string): Answer {
  const edges = [
    ...seen.map((edge) => ({ ...observedLink(edge), isDeclared: true })),
    ...unconfirmed.map((edge) => ({ ...observedLink(edge), isDeclared: false })),
  ];
  return {
    isLookedAt: true,
    fault: null,
    reliesOn: edges
      .filter(({ from }) => from === ref)
      .map(({ from: _from, to, ...rest }) => ({ ref: to, ...rest })),
    reliedOnBy: edges
      .filter(({ to }) => to === ref)
      .map(({ from, to: _to, ...rest }) => ({ ref: from, ...rest })),
    neverSeen: neverSeen
      .filter(({ from }) => from === ref)
      .map(({ to }) => to as Answer["neverSeen"][number]),
  };
}

/** What was seen to depend on what, for one thing: beside what its document declares. */
export function observedRoutes(app: App, { estate }: Pick<AppPorts, "estate">): void {
  const observedOf = createObservedReader();
  const compare = createComparer();
  app.get(
    "/api/v1/entities/:ref/observed",
    {
      schema: {
        ...operation("getObserved", "estate", "What was seen to depend on one thing, and it on others"),
        params: z.object({ ref: refSchema }),
        response: answers(observedSchema),
      },
    },
    async ({ params }) => {
      const { folder, resolved } = estate.current();
      const { text, version } = await observedOf(folder);
      if (text === null) return nothing;
      const comparison = compare(resolved.estate, text, version);
      if (comparison === null) {
        return { ...nothing, fault: "The file of observed dependencies is damaged: import them again." };
      }
      return answerOf(comparison, params.ref);
    },
  );
}
