import { z } from "zod";
import { formatPath } from "#core/model/document-path.ts";
import { planRestructuring, restructuringFaults } from "#core/revision/restructure/restructure.ts";
import type { TouchedPlace } from "#core/revision/restructure/restructuring.ts";
import { partEffects } from "#core/revision/stale-marks.ts";
import type { App } from "../app.ts";
import type { AppPorts } from "../app-ports.ts";
import { resolveTexts } from "../documents/snapshot.ts";
import { ProblemError } from "../problem.ts";
import { refSchema } from "../schemas/ref.ts";
import { answers, operation } from "./operation.ts";

const refs = z.array(refSchema).min(1).max(1000);

const restructuringBody = z
  .discriminatedUnion("type", [
    z.strictObject({ type: z.literal("rename"), from: refSchema, to: refSchema }),
    z.strictObject({ type: z.literal("split"), from: refSchema, into: refs.min(2) }),
    z.strictObject({ type: z.literal("merge"), from: refs, into: refSchema }),
    z.strictObject({ type: z.literal("divest"), refs }),
    z.strictObject({
      type: z.literal("move"),
      from: refSchema,
      to: refSchema,
      only: refs.nullable().default(null),
    }),
  ])
  .meta({ id: "Restructuring", description: "A change of the estate that reaches into many documents." });

const placeSchema = z
  .object({ ref: refSchema, path: z.string(), text: z.string() })
  .meta({ id: "RestructuredPlace" });

const planSchema = z
  .object({
    touched: z.array(placeSchema).meta({ description: "Every place that would be changed." }),
    undecided: z.array(placeSchema).meta({ description: "What a person has to decide or read." }),
    plans: z.array(refSchema).meta({ description: "Plans and runbooks that are changed or become stale." }),
    changes: z
      .array(
        z.object({
          ref: refSchema,
          file: z.string(),
          text: z.string().nullable(),
          base: z.string().nullable(),
        }),
      )
      .meta({ description: "As `changes` of a proposal take them." }),
  })
  .meta({ id: "RestructuringPlan", description: "What a restructuring would do; nothing is done by it." });

const shown = ({ ref, path, text }: TouchedPlace) => ({ ref, path: formatPath(path), text });

/** Rename, split, merge, divest, move: what each would touch. */
export function restructuringRoutes(app: App, { documents }: AppPorts): void {
  app.post(
    "/api/v1/restructurings",
    {
      schema: {
        ...operation("planRestructuring", "documents", "What it would touch; propose its changes to do it"),
        body: restructuringBody,
        response: answers(planSchema),
      },
    },
    async (request) => {
      const state = await documents.read();
      const faults = restructuringFaults(request.body, (ref) => state.head.has(ref));
      if (faults.length > 0) {
        const errors = faults.map(({ ref, text }) => ({ pointer: ref, detail: text }));
        throw new ProblemError("invalid-request", "This cannot be done to the published documents.", errors);
      }
      const pins = [...state.head];
      const texts = await documents.texts.get(pins.map(([, { text }]) => text));
      const all = pins.map(([ref, { file, text }]) => ({ ref, file, text: texts.get(text) ?? "" }));
      const plan = planRestructuring(request.body, all);
      const before = (await documents.snapshot(state)).resolved.estate;
      const changed = new Map(plan.changes.map((change) => [change.ref, change]));
      const added = plan.changes.filter(({ ref }) => !state.head.has(ref));
      const kept = all.map((document) => changed.get(document.ref) ?? document);
      const after = resolveTexts(
        [...kept, ...added].flatMap(({ file, text }) => (text === null ? [] : [{ file, text }])),
      ).estate;
      const { marks } = partEffects(before, after, [...changed.keys()]);
      const concerned = [...changed.keys(), ...marks.map(({ document }) => document)];
      const isPlan = (ref: string) => ref.startsWith("plan:") || ref.startsWith("runbook:");
      return {
        touched: plan.touched.map(shown),
        undecided: plan.undecided.map(shown),
        plans: [...new Set(concerned)].filter(isPlan).toSorted(),
        changes: plan.changes.map((change) => ({
          ...change,
          base: state.head.get(change.ref)?.text ?? null,
        })),
      };
    },
  );
}
