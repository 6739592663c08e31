import { addPeriod } from "../../model/calendar.ts";
import type { DocumentOf, EstateDocument } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { CheckContext } from "../check-context.ts";
import { lastExercised } from "../facts/exercises.ts";
import { policyMatches } from "../facts/policies.ts";

/** What sort of thing has a day. */
export const agendaTypes = [
  "exercise",
  "contract",
  "notice",
  "approval",
  "assumption",
  "assessment",
  "review",
  "risk",
  "acceptance",
] as const;
export type AgendaType = (typeof agendaTypes)[number];

/** Something that somebody has to do by a day. */
export type AgendaItem = {
  readonly type: AgendaType;
  /** `YYYY-MM-DD`; before today it is overdue. */
  readonly on: string;
  readonly ref: Ref;
  readonly title: string;
  /** What is due, in one clause. */
  readonly what: string;
  /** Whose it is, where somebody is named. */
  readonly who: Ref | null;
};

type Due = Pick<AgendaItem, "type" | "what" | "who"> & { readonly on: string | null };

/** What is due until a day, the earliest first; what is overdue is among it. */
export function agenda(context: CheckContext, until: string): readonly AgendaItem[] {
  const items: AgendaItem[] = [];
  const add = ({ ref, title }: EstateDocument, { on, ...due }: Due) => {
    if (on !== null && on <= until) items.push({ ...due, on, ref, title });
  };
  for (const document of context.resolved.estate.documents.values()) {
    for (const due of dueOf(document)) add(document, due);
    for (const { code, until: end } of document.suppress) {
      add(document, {
        type: "acceptance",
        on: end,
        what: `the acceptance of ${code} ends`,
        who: ownerOf(document),
      });
    }
  }
  for (const { document, due } of exercisesDue(context)) add(document, due);
  return items.toSorted(
    (one, other) => order(one.on, other.on) || order(one.ref, other.ref) || order(one.what, other.what),
  );
}

const order = (one: string, other: string) => (one < other ? -1 : Number(one > other));

const ownerOf = ({ spec }: EstateDocument) => ("owner" in spec ? spec.owner : null);

function dueOf(document: EstateDocument): readonly Due[] {
  const { kind, spec } = document;
  const who = ownerOf(document);
  switch (kind) {
    case "Exercise":
      return spec.heldOn === null ? [{ type: "exercise", on: spec.plannedOn, what: "is planned", who }] : [];
    case "Contract":
      return contractDays(spec, who);
    case "Assumption":
      return [{ type: "assumption", on: spec.expiresOn, what: "has to be tested again", who }];
    case "Assessment":
      return [
        { type: "assessment", on: spec.expiresOn, what: "its signature ends", who: spec.signedBy ?? who },
      ];
    case "Risk":
      return [{ type: "risk", on: spec.reviewBy, what: "has to be looked at again", who }];
    case "Plan":
      return planDays(spec, who);
    default:
      return [];
  }
}

function contractDays(
  { expiresOn, noticePeriod, vendor }: DocumentOf<"Contract">["spec"],
  who: Ref | null,
): readonly Due[] {
  const ends: Due = { type: "contract", on: expiresOn, what: `the contract with ${vendor} ends`, who };
  if (expiresOn === null || noticePeriod === null) return [ends];
  const on = addPeriod(expiresOn, noticePeriod, -1);
  return [{ type: "notice", on, what: `last day to give ${vendor} notice`, who }, ends];
}

function planDays({ review, signOffs }: DocumentOf<"Plan">["spec"], who: Ref | null): readonly Due[] {
  const approvals = signOffs.map(
    ({ by, expiresOn }): Due => ({
      type: "approval",
      on: expiresOn,
      what: `the approval by ${by} ends`,
      who: by,
    }),
  );
  if (review === null || review.cycle === null || review.lastOn === null) return approvals;
  const on = addPeriod(review.lastOn, review.cycle);
  return [...approvals, { type: "review", on, what: "its review is due", who: review.by ?? who }];
}

/** The next exercise that a policy demands of what was exercised before; the shortest where several demand one. */
function exercisesDue(
  context: CheckContext,
): readonly { readonly document: EstateDocument; readonly due: Due }[] {
  const exercised = lastExercised(context);
  const first = new Map<
    Ref,
    { readonly document: EstateDocument; readonly due: Due & { readonly on: string } }
  >();
  for (const { policy, document } of policyMatches(context)) {
    const { exerciseEvery } = policy.spec.requires;
    const last = exercised.get(document.ref);
    if (exerciseEvery === null || last === undefined) continue;
    const on = addPeriod(last.on, exerciseEvery);
    const before = first.get(document.ref);
    if (before !== undefined && before.due.on <= on) continue;
    const what = `${policy.ref} wants it exercised again`;
    first.set(document.ref, { document, due: { type: "exercise", on, what, who: ownerOf(document) } });
  }
  return [...first.values()];
}
