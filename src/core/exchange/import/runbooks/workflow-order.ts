/** The steps of a workflow in an order that can be carried out. */
export type WorkflowOrder = {
  /** Steps to carry out that the start leads to, each behind all it waits for. */
  readonly order: readonly string[];
  /** For each of them, those it waits for directly, passing over what is nothing to carry out. */
  readonly before: ReadonlyMap<string, readonly string[]>;
  /** Ways that lead back to a step that leads here; left out of the order. */
  readonly backward: readonly (readonly [from: string, to: string])[];
};

/** Orders a workflow by depth-first search from its start (reverse postorder); loops are cut where they close. */
export function workflowOrder(
  start: string | null,
  next: ReadonlyMap<string, readonly string[]>,
  isDone: (id: string) => boolean,
): WorkflowOrder {
  const backward: (readonly [string, string])[] = [];
  const forward = new Map<string, string[]>();
  const state = new Map<string, "open" | "closed">();
  const closed: string[] = [];
  const begin = start !== null && next.has(start) ? start : (next.keys().next().value ?? null);
  // An explicit stack: a hostile playbook may be a chain of a hundred thousand steps.
  const stack: { id: string; at: number }[] = begin === null ? [] : [{ id: begin, at: 0 }];
  if (begin !== null) state.set(begin, "open");
  for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
    const target = next.get(top.id)?.[top.at++];
    if (target === undefined) {
      state.set(top.id, "closed");
      closed.push(top.id);
      stack.pop();
      continue;
    }
    if (state.get(target) === "open") {
      backward.push([top.id, target]);
      continue;
    }
    const before = forward.get(target) ?? [];
    forward.set(target, before);
    before.push(top.id);
    if (state.has(target)) continue;
    state.set(target, "open");
    stack.push({ id: target, at: 0 });
  }
  const all = closed.reverse();
  const before = new Map<string, readonly string[]>();
  /** Like `before`, but for what is nothing to carry out as well, so that it can be passed over. */
  const through = new Map<string, readonly string[]>();
  for (const id of all) {
    const waits = [
      ...new Set(
        (forward.get(id) ?? []).flatMap((each) => (isDone(each) ? [each] : (through.get(each) ?? []))),
      ),
    ];
    through.set(id, waits);
    if (isDone(id)) before.set(id, waits);
  }
  return { order: all.filter(isDone), before, backward };
}
