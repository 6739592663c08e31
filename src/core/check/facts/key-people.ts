import type { Ref } from "../../model/ref.ts";
import { oncePerCheck } from "../once-per-check.ts";
import { ofKind } from "./of-kind.ts";

/** The people whom plans name for a role or for the declaration, each with the first plan that does. */
export const keyPeople = oncePerCheck((context): ReadonlyMap<Ref, Ref> => {
  const people = new Map<Ref, Ref>();
  for (const { ref, spec } of ofKind(context, "Plan")) {
    const named = [
      ...spec.roles.flatMap(({ holder, deputies }) => [holder, ...deputies]),
      ...(spec.authority?.declare.map(({ who }) => who) ?? []),
    ];
    for (const who of named) {
      if (who?.startsWith("person:") && !people.has(who)) people.set(who, ref);
    }
  }
  return people;
});
