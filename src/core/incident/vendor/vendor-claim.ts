import { actorName } from "../../model/actor.ts";
import { secondsBetween } from "../../model/instant.ts";
import type { Ref } from "../../model/ref.ts";
import type { VendorCase } from "../state.ts";
import { contractSeconds, readContractHours } from "./contract-hours.ts";
import { type ContractStanding, vendorCaseView } from "./vendor-case.ts";

/** One limit of a contract, and what became of it. */
export type ContractLimit = {
  readonly what: "response" | "restoration";
  readonly seconds: number | null;
  readonly dueAt: string | null;
  readonly doneAt: string | null;
  readonly standing: ContractStanding;
  /** By how much it was missed so far, in seconds on the wall and in those of the contract's hours. */
  readonly lateSeconds: number | null;
  readonly lateContractSeconds: number | null;
};

/** A time that the vendor promised; `replaced` when it promised another before it was over. */
export type PromiseStanding = {
  readonly promisedAt: string;
  readonly notedAt: string;
  readonly notedBy: string;
  readonly standing: "open" | "kept" | "broken" | "replaced";
};

/** What a claim for breach of a contract rests on. */
export type VendorClaim = {
  readonly incident: string;
  readonly case: string;
  readonly asOf: string;
  readonly vendor: Ref;
  readonly subject: string;
  /** The vendor's own number of the case. */
  readonly reference: string;
  readonly contract: Ref | null;
  readonly hours: string | null;
  /** Whether the clocks count the contract's hours, or without a break since nobody can set a clock by its words. */
  readonly countsHours: boolean;
  readonly inForce: { readonly from: string | null; readonly until: string | null } | null;
  readonly openedAt: string;
  readonly openedBy: string;
  readonly limits: readonly ContractLimit[];
  readonly promises: readonly PromiseStanding[];
  readonly contacts: readonly {
    readonly at: string;
    readonly notedBy: string;
    readonly what: VendorCase["answers"][number]["what"];
    readonly promisedAt: string | null;
    readonly note: string;
    readonly evidence: readonly { readonly name: string; readonly sha256: string }[];
  }[];
  /** In one sentence: what was breached, or that nothing was. */
  readonly verdict: string;
};

/** The claim of a vendor case at `asOf` (ISO 8601 UTC). */
export function vendorClaim(incident: string, one: VendorCase, asOf: string): VendorClaim {
  const view = vendorCaseView(one, asOf);
  const { terms } = one;
  const hours = readContractHours(terms?.hours ?? null);
  const late = (dueAt: string | null, doneAt: string | null, standing: ContractStanding) => {
    const isLate = standing === "late" && dueAt !== null;
    return {
      lateSeconds: isLate ? secondsBetween(dueAt, doneAt ?? asOf) : null,
      lateContractSeconds: isLate ? contractSeconds(dueAt, doneAt ?? asOf, hours) : null,
    };
  };
  const limits: readonly ContractLimit[] = [
    {
      what: "response",
      seconds: one.responseSeconds,
      dueAt: view.dueAt,
      doneAt: view.firstAnswerAt,
      standing: view.response,
      ...late(view.dueAt, view.firstAnswerAt, view.response),
    },
    {
      what: "restoration",
      seconds: terms?.restoreSeconds ?? null,
      dueAt: view.restoreDueAt,
      doneAt: view.resolvedAt,
      standing: view.restoration,
      ...late(view.restoreDueAt, view.resolvedAt, view.restoration),
    },
  ];
  const promises = promisesOf(one, view.resolvedAt, asOf);
  return {
    incident,
    case: one.case,
    asOf,
    vendor: one.vendor,
    subject: one.subject,
    reference: one.reference,
    contract: one.contract,
    hours: terms?.hours ?? null,
    countsHours: hours.kind === "weekly" || hours.kind === "always",
    inForce: terms === undefined ? null : { from: terms.startsOn, until: terms.expiresOn },
    openedAt: one.openedAt,
    openedBy: actorName(one.openedBy),
    limits,
    promises,
    contacts: one.answers.map(({ at, by, what, promisedAt, note, evidence }) => ({
      at,
      notedBy: actorName(by),
      what,
      promisedAt,
      note,
      evidence: evidence.map(({ name, sha256 }) => ({ name, sha256 })),
    })),
    verdict: verdictOf(limits, promises),
  };
}

function promisesOf(
  { answers }: VendorCase,
  resolvedAt: string | null,
  asOf: string,
): readonly PromiseStanding[] {
  return answers.flatMap(({ promisedAt, at, by }, index): readonly PromiseStanding[] => {
    if (promisedAt === null) return [];
    const later = answers.slice(index + 1);
    const isKept = resolvedAt !== null && resolvedAt <= promisedAt;
    const isReplaced = later.some((other) => other.promisedAt !== null && other.at <= promisedAt);
    const isMissed = later.some(({ what }) => what === "missed") || asOf > promisedAt;
    const standing = isKept ? "kept" : isReplaced ? "replaced" : isMissed ? "broken" : "open";
    return [{ promisedAt, notedAt: at, notedBy: actorName(by), standing }];
  });
}

function verdictOf(limits: readonly ContractLimit[], promises: readonly PromiseStanding[]): string {
  const late = limits.filter(({ standing }) => standing === "late");
  const broken = promises.filter(({ standing }) => standing === "broken").length;
  const parts = [
    ...late.map(
      ({ what, lateContractSeconds, doneAt }) =>
        `the time of ${what} was missed by ${Math.ceil((lateContractSeconds ?? 0) / 60)} min of its hours${doneAt === null ? " so far" : ""}`,
    ),
    ...(broken === 0 ? [] : [`${broken} ${broken === 1 ? "promise was" : "promises were"} not kept`]),
  ];
  if (parts.length > 0) return `Breached: ${parts.join("; ")}.`;
  const hasLimit = limits.some(({ standing }) => standing !== "no-time-agreed");
  return hasLimit ? "No breach so far." : "The contract names no times: nobody can say that one was missed.";
}
