import type { CheckContext } from "./check-context.ts";

/**
 * A look-up that is worked out at the first question of a check and kept for the rest of it, so that
 * several rules may ask and an estate without that question pays nothing.
 */
export function oncePerCheck<Value extends object>(
  work: (context: CheckContext) => Value,
): (context: CheckContext) => Value {
  const known = new WeakMap<CheckContext, Value>();
  return (context) => {
    const found = known.get(context) ?? work(context);
    known.set(context, found);
    return found;
  };
}
