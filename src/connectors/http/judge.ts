import { type Mismatch, findMismatches, type JsonExpectation } from "./expectation.ts";
import { type Answer, describeAnswer } from "./send.ts";

/** What an answer must be: its status, and what its JSON must hold. */
export type Expected = {
  readonly status: number | readonly number[];
  readonly json: readonly JsonExpectation[];
};

/** How an answer differs from what is expected; empty when it does not. A body cut at the limit cannot be judged. */
export function judge(answer: Answer, expected: Expected): readonly Mismatch[] {
  const statuses = [expected.status].flat();
  if (!statuses.includes(answer.code)) {
    return [{ expected: `status ${statuses.join(" or ")}`, actual: describeAnswer(answer) }];
  }
  if (expected.json.length === 0) return [];
  if (answer.truncated) return [{ expected: "a body of at most 1 MB", actual: "a longer one" }];
  if (answer.json === undefined) return [{ expected: "a JSON body", actual: describeAnswer(answer) }];
  return findMismatches(answer.json, expected.json);
}

/** Mismatches in one line: `expected status 200, got 503 …`. */
export function describeMismatches(mismatches: readonly Mismatch[]): string {
  return mismatches.map(({ expected, actual }) => `expected ${expected}, got ${actual}`).join("; ");
}
