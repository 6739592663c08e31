import type { VendorCase } from "../state.ts";
import { contractDue, readContractHours } from "./contract-hours.ts";

/** `waiting` while the contract's time runs; without such a time nobody can say that it was missed. */
export type ContractStanding = "waiting" | "in-time" | "late" | "no-time-agreed";

/** A vendor case with its clocks. */
export type VendorCaseView = VendorCase & {
  readonly dueAt: string | null;
  readonly response: ContractStanding;
  readonly firstAnswerAt: string | null;
  readonly restoreDueAt: string | null;
  readonly restoration: ContractStanding;
  readonly resolvedAt: string | null;
};

/** When the contract wants an answer, in its hours; null where it names no time. */
export function responseDue({ openedAt, responseSeconds, terms }: VendorCase): string | null {
  if (responseSeconds === null) return null;
  return contractDue(openedAt, responseSeconds, readContractHours(terms?.hours ?? null));
}

function restoreDue({ openedAt, terms }: VendorCase): string | null {
  const seconds = terms?.restoreSeconds ?? null;
  return seconds === null ? null : contractDue(openedAt, seconds, readContractHours(terms?.hours ?? null));
}

function standing(dueAt: string | null, doneAt: string | null, now: string): ContractStanding {
  if (dueAt === null) return "no-time-agreed";
  if (doneAt !== null) return doneAt <= dueAt ? "in-time" : "late";
  return now > dueAt ? "late" : "waiting";
}

/** A vendor case with what its contract makes of the answers so far. A missed promise is nobody's answer. */
export function vendorCaseView(one: VendorCase, now: string): VendorCaseView {
  const firstAnswerAt = one.answers.find(({ what }) => what !== "missed")?.at ?? null;
  const resolvedAt = one.answers.findLast(({ what }) => what === "resolved")?.at ?? null;
  const dueAt = responseDue(one);
  const restoreDueAt = restoreDue(one);
  return {
    ...one,
    dueAt,
    response: standing(dueAt, firstAnswerAt, now),
    firstAnswerAt,
    restoreDueAt,
    restoration: standing(restoreDueAt, resolvedAt, now),
    resolvedAt,
  };
}
