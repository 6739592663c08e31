import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind } from "./of-kind.ts";

/** Everything of which somebody has said that continuity leaves it out. */
export const outOfScope = oncePerCheck((context): ReadonlySet<Ref> => {
  const documents = [
    ...ofKind(context, "Service"),
    ...ofKind(context, "Function"),
    ...ofKind(context, "Component"),
  ];
  return new Set(documents.filter(({ spec }) => spec.scope === "out").map(({ ref }) => ref));
});
