import { parseRef } from "#core/model/ref.ts";

const kindsThatFail: ReadonlySet<string> = new Set([
  "site",
  "component",
  "service",
  "function",
  "vendor",
  "team",
  "person",
]);

/** Whether a thing can fail: plans and records about the estate cannot. */
export function canFail(target: string): boolean {
  return kindsThatFail.has(parseRef(target)?.kind ?? "");
}
