/**
 * The strongly connected components of more than one node (Tarjan 1972, without recursion), each in the
 * order in which `nodes` lists its members. Linear in nodes and edges. Targets that are no node are ignored.
 */
export function knots<Node extends {}>(
  nodes: readonly Node[],
  next: (node: Node) => readonly Node[],
): readonly (readonly Node[])[] {
  const place = new Map(nodes.map((node, index) => [node, index]));
  const order = new Map<Node, number>();
  const low = new Map<Node, number>();
  const open = new Set<Node>();
  const stack: Node[] = [];
  const found: (readonly Node[])[] = [];
  const enter = (node: Node) => {
    order.set(node, order.size);
    low.set(node, order.size - 1);
    open.add(node);
    stack.push(node);
    return { node, targets: next(node), at: 0 };
  };
  const lower = (node: Node, to: number) => low.set(node, Math.min(low.get(node) ?? to, to));
  for (const start of nodes) {
    if (order.has(start)) continue;
    const trail = [enter(start)];
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const target = top.targets[top.at++];
      if (target !== undefined && place.has(target)) {
        if (!order.has(target)) trail.push(enter(target));
        else if (open.has(target)) lower(top.node, order.get(target) ?? 0);
      } else if (target === undefined) {
        trail.pop();
        const parent = trail.at(-1);
        if (parent) lower(parent.node, low.get(top.node) ?? 0);
        if (low.get(top.node) !== order.get(top.node)) continue;
        const members = stack.splice(stack.lastIndexOf(top.node));
        for (const member of members) open.delete(member);
        if (members.length > 1) {
          found.push(members.toSorted((one, other) => (place.get(one) ?? 0) - (place.get(other) ?? 0)));
        }
      }
    }
  }
  return found;
}

/** A shortest way from the first node of a knot back to itself; that node once, at the start. */
export function ringOf<Node extends {}>(
  knot: readonly Node[],
  next: (node: Node) => readonly Node[],
): readonly Node[] {
  const [first] = knot;
  if (first === undefined) return [];
  const inside = new Set(knot);
  const cameFrom = new Map<Node, Node>();
  const waiting = [first];
  for (let at = 0; at < waiting.length; at++) {
    const node = waiting[at] as Node;
    for (const target of next(node)) {
      if (target === first) return wayTo(node, cameFrom);
      if (!inside.has(target) || cameFrom.has(target)) continue;
      cameFrom.set(target, node);
      waiting.push(target);
    }
  }
  return knot;
}

function wayTo<Node extends {}>(last: Node, cameFrom: ReadonlyMap<Node, Node>): readonly Node[] {
  const way = [last];
  for (let node = cameFrom.get(last); node !== undefined; node = cameFrom.get(node)) way.push(node);
  return way.toReversed();
}
