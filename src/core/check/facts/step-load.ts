import type { FlatStep } from "../../document/flatten-steps.ts";
import type { Ref } from "../../model/ref.ts";
import type { RunbookView } from "../runbook-view.ts";

/** Whether people do the step themselves. */
export function isManual({ step }: FlatStep): boolean {
  return step.person !== null || step.decision !== null;
}

/**
 * What a step takes of teams and people while it runs: what it says under `needs`, or else one of those
 * accountable when people do it, and nobody when it is automated.
 */
export function loadOf(flat: FlatStep): readonly (readonly [who: Ref, share: number])[] {
  const said = Object.entries(flat.step.needs) as readonly (readonly [Ref, number])[];
  if (said.length > 0) return said;
  return isManual(flat) && flat.accountable ? [[flat.accountable, 1]] : [];
}

/**
 * The steps by how many steps at least come before them. Two on one level never wait for one another, so they may
 * run at once; two on different levels may too, which is not seen here. Linear; steps of a ring are left out.
 */
export function levelsOf(view: RunbookView): readonly (readonly FlatStep[])[] {
  const level = new Map<string, number>();
  const open = new Map<string, number>();
  const followers = new Map<string, FlatStep[]>();
  for (const step of view.byId.values()) {
    const known = step.after.filter((id) => view.byId.has(id));
    open.set(step.id, known.length);
    for (const id of known) {
      const others = followers.get(id);
      if (others) others.push(step);
      else followers.set(id, [step]);
    }
  }
  const ready = [...view.byId.values()].filter((step) => open.get(step.id) === 0);
  const levels: FlatStep[][] = [];
  for (let step = ready.pop(); step; step = ready.pop()) {
    const own = level.get(step.id) ?? 0;
    (levels[own] ??= []).push(step);
    for (const follower of followers.get(step.id) ?? []) {
      level.set(follower.id, Math.max(level.get(follower.id) ?? 0, own + 1));
      const left = (open.get(follower.id) ?? 1) - 1;
      open.set(follower.id, left);
      if (left === 0) ready.push(follower);
    }
  }
  const place = new Map([...view.byId.keys()].map((id, index) => [id, index]));
  const inOrder = (one: FlatStep, other: FlatStep) => (place.get(one.id) ?? 0) - (place.get(other.id) ?? 0);
  return levels.map((steps) => (steps ?? []).toSorted(inOrder));
}
