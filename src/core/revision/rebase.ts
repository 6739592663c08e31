import type { Ref } from "../model/ref.ts";
import { mergeTexts } from "./merge-texts.ts";

/** A change of one document with the texts behind it; null: there is no such document. */
export type ChangeTexts = {
  readonly ref: Ref | null;
  /** What the author saw. */
  readonly base: string | null;
  /** What the author made of it. */
  readonly ours: string | null;
  /** What is published now. */
  readonly theirs: string | null;
};

/** What a change becomes on what is published now. `text` of a conflict holds both sides, where there are two. */
export type RebasedChange =
  | { readonly status: "unchanged" | "merged"; readonly text: string | null }
  /** The published estate holds it already. */
  | { readonly status: "done" }
  | { readonly status: "conflict"; readonly text: string | null; readonly reason: string };

/** Puts a change on top of what was published since (three-way, by lines). */
export function rebaseChange({ base, ours, theirs }: ChangeTexts): RebasedChange {
  if (ours === theirs) return { status: "done" };
  if (theirs === base) return { status: "unchanged", text: ours };
  if (ours === null) {
    return {
      status: "conflict",
      text: theirs,
      reason: "it was changed since, and the proposal would remove it",
    };
  }
  if (theirs === null) {
    return { status: "conflict", text: ours, reason: "it was removed since, and the proposal changes it" };
  }
  const merged = mergeTexts(base ?? "", ours, theirs);
  if (merged.status === "merged") return { status: "merged", text: merged.text };
  return { status: "conflict", text: merged.text, reason: "both changed the same lines" };
}
