import type { ControlPathPart } from "../../model/control-path.ts";
import { documentsOf } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { FailureSpread } from "./failure-spread.ts";
import { oncePerCheck } from "../once-per-check.ts";

/** What gives each part of the control path, as the documents say it. */
export const controlProviders = oncePerCheck(({ resolved }): ReadonlyMap<ControlPathPart, readonly Ref[]> => {
  const providers = new Map<ControlPathPart, Ref[]>();
  const all = [...documentsOf(resolved.estate, "Component"), ...documentsOf(resolved.estate, "Service")];
  for (const { ref, spec } of all) {
    for (const part of spec.provides) providers.set(part, [...(providers.get(part) ?? []), ref]);
  }
  return providers;
});

/** The parts that nothing gives any more in a spread; those with a provider of `except` are another rule's. */
export function lostParts(
  providers: ReadonlyMap<ControlPathPart, readonly Ref[]>,
  spread: FailureSpread,
  except: readonly Ref[],
): readonly { readonly part: ControlPathPart; readonly providers: readonly Ref[] }[] {
  return [...providers]
    .filter(([, refs]) => refs.every((ref) => spread.has(ref)) && !refs.some((ref) => except.includes(ref)))
    .map(([part, refs]) => ({ part, providers: refs }));
}
