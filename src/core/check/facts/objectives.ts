import type { DocumentOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind } from "./of-kind.ts";

/** What is promised to users. */
export type Promising = DocumentOf<"Service"> | DocumentOf<"Function">;

/** Services and functions that continuity covers, or of which nobody has said that it does not. */
export const promising = oncePerCheck((context): readonly Promising[] =>
  [...ofKind(context, "Service"), ...ofKind(context, "Function")].filter(({ spec }) => spec.scope !== "out"),
);

/** The RTO of everything that has one, in seconds. */
export const rtoByRef = oncePerCheck(
  (context): ReadonlyMap<Ref, number> =>
    new Map(
      promising(context).flatMap(({ ref, spec }) =>
        spec.objectives.rtoSeconds === null ? [] : [[ref, spec.objectives.rtoSeconds] as const],
      ),
    ),
);
