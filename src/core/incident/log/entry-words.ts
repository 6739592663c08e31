import { actorName } from "../../model/actor.ts";
import type { IncidentEvent } from "../events.ts";
import { factCatalogue } from "../facts.ts";
import { calloutWords } from "./callout-words.ts";
import { joined, quoted, type Words } from "./words.ts";

type WorkWords = Words<Exclude<IncidentEvent, { readonly type: keyof typeof calloutWords }>>;

const share = (need: readonly unknown[], one: string, many: string) =>
  need.length === 0 ? "" : `${need.length} ${need.length === 1 ? one : many}`;

const assessment: Pick<
  WorkWords,
  "IncidentOpened" | "SignalsAttached" | "FailureNamed" | "FactStated" | "SeverityClassified"
> = {
  IncidentOpened: {
    title: "Incident opened",
    detail: ({ title, summary, mode, openedBy, detectedAt, services, components }) =>
      joined(
        mode === "exercise" ? `EXERCISE: ${title}` : title,
        summary,
        openedBy === "signals" ? "opened by signals" : "",
        `detected ${detectedAt}`,
        [...services, ...components].join(", "),
      ),
  },
  SignalsAttached: {
    title: "Signals attached",
    detail: ({ signals, reason }) => joined(share(signals, "signal", "signals"), reason),
  },
  FailureNamed: {
    title: "Failure named",
    detail: ({ name, component, because, witnesses }) =>
      joined(
        name,
        component ?? "",
        because,
        ...witnesses.map(({ by, says, detail }) => `${by} ${says}${detail === "" ? "" : ` (${detail})`}`),
      ),
  },
  FactStated: {
    title: "Fact stated",
    detail: ({ fact, value, estimate, source }) =>
      joined(
        `${factCatalogue[fact].title}: ${typeof value === "string" ? value : JSON.stringify(value)}`,
        estimate ? "an estimate" : "",
        source === "" ? "" : `from ${source}`,
      ),
  },
  SeverityClassified: {
    title: "Severity classified",
    detail: ({ severity, escalation, matched, unknown }) =>
      joined(
        `severity ${severity}`,
        `goes to ${escalation}`,
        ...matched.map(({ because }) => because),
        unknown.length === 0 ? "" : `not known: ${unknown.join(", ")}`,
      ),
  },
};

const people: Pick<WorkWords, "RoleAssigned" | "RoleConfirmed" | "RoleDeclined" | "RoleHandedOver"> = {
  RoleAssigned: {
    title: "Asked to play a part",
    detail: ({ role, person, reason }) => joined(`${role}: ${person}`, reason),
  },
  RoleConfirmed: {
    title: "Has the part",
    detail: ({ role, person, how, note }) =>
      joined(`${role}: ${person}`, how === "phone" ? "reached by telephone" : "", note),
  },
  RoleDeclined: {
    title: "Cannot play the part",
    detail: ({ role, person, reason }) => joined(`${role}: ${person}`, reason),
  },
  RoleHandedOver: {
    title: "Part handed over",
    detail: ({ role, from, to, note }) => joined(`${role}: from ${from} to ${to}`, note),
  },
};

const declaration: Pick<
  WorkWords,
  | "RepairEstimated"
  | "PlanJudged"
  | "DeclarationAsked"
  | "DeclarationAgreed"
  | "OverrideSeconded"
  | "DeclarationDeclined"
  | "DisasterDeclared"
  | "StoodDown"
  | "IncidentClosed"
  | "IncidentReopened"
> = {
  RepairEstimated: {
    title: "Repair estimated",
    detail: ({ readyAt, reason }) => joined(readyAt ?? "no time can be given", reason),
  },
  PlanJudged: {
    title: "Plan judged",
    detail: ({ plan, runbook, publication, revision, verdict, wouldFail, steps, reason }) =>
      joined(
        `${plan}, ${runbook}: ${verdict.replaceAll("-", " ")}`,
        publication === 0 ? "not published" : `publication ${publication}, content ${revision.slice(0, 12)}`,
        ...wouldFail.map((each) => `would fail now: ${each.reason}`),
        ...steps
          .filter(({ fits }) => fits !== "yes")
          .map((each) => `${each.step} ${each.fits}: ${each.reason}`),
        reason,
      ),
  },
  DeclarationAsked: {
    title: "Declaration asked for",
    detail: ({ plan, authority, reason }) =>
      joined(
        plan,
        `may declare: ${authority.declare.map(({ who }) => who).join(", ")}`,
        `quorum ${authority.quorum}`,
        reason,
      ),
  },
  DeclarationAgreed: {
    title: "Agreed to the declaration",
    detail: ({ basis, reason, optionsNotTaken }) =>
      joined(basis, reason, optionsNotTaken.length === 0 ? "" : `not taken: ${optionsNotTaken.join(", ")}`),
  },
  OverrideSeconded: { title: "Override seconded", detail: ({ reason }) => reason },
  DeclarationDeclined: { title: "Decided not to declare", detail: ({ reason }) => reason },
  DisasterDeclared: {
    title: "DISASTER DECLARED",
    detail: ({ plan, basis, by, secondedBy }) =>
      joined(
        plan,
        basis,
        `by ${by.map(actorName).join(", ")}`,
        secondedBy === null ? "" : `seconded by ${actorName(secondedBy)}`,
      ),
  },
  StoodDown: {
    title: "Stood down",
    detail: ({ reason, criteria }) =>
      joined(reason, ...criteria.map(({ text, met }) => `${met ? "met" : "NOT met"}: ${text}`)),
  },
  IncidentClosed: { title: "Incident closed", detail: ({ reason, result }) => joined(result, reason) },
  IncidentReopened: { title: "Incident reopened", detail: ({ reason }) => reason },
};

const work: Omit<WorkWords, keyof typeof assessment | keyof typeof people | keyof typeof declaration> = {
  RunLinked: {
    title: "Run linked",
    detail: ({ run, runbook, purpose }) => joined(`run ${run} of ${runbook}`, purpose),
  },
  DecisionAsked: {
    title: "Decision asked for",
    detail: ({ question, options, authority, until }) =>
      joined(
        question,
        `options: ${options.join(", ")}`,
        `${authority} decides`,
        until === null ? "" : `until ${until}`,
      ),
  },
  DecisionTaken: {
    title: "Decision taken",
    detail: ({ decision, option, reason }) => joined(`${decision}: ${option}`, reason),
  },
  BriefingScheduled: {
    title: "Briefing set",
    detail: ({ startsAt, minutes }) => `${startsAt}, ${minutes} minutes`,
  },
  BriefingHeld: {
    title: "Briefing held",
    detail: ({ agenda, decisions, notes, nextAt }) =>
      joined(
        ...agenda.map((item) => `agenda: ${item}`),
        ...decisions.map((item) => `decided: ${item}`),
        notes,
        nextAt === null ? "" : `next ${nextAt}`,
      ),
  },
  VendorCaseOpened: {
    title: "Vendor called",
    detail: ({ vendor, contract, subject, reference, responseSeconds }) =>
      joined(
        vendor,
        subject,
        contract ?? "no contract named",
        reference === "" ? "" : `their number ${reference}`,
        responseSeconds === null ? "" : `response promised in ${responseSeconds} s`,
      ),
  },
  VendorAnswered: {
    title: "Vendor answered",
    detail: ({ case: name, what, promisedAt, note, evidence }) =>
      joined(
        `case ${name}: ${what}`,
        promisedAt === null ? "" : `promised for ${promisedAt}`,
        note,
        share(evidence, "piece of evidence", "pieces of evidence"),
      ),
  },
  TaskSet: {
    title: "Task set",
    detail: ({ task, accountable, responsible, consulted, informed, reason }) =>
      joined(
        quoted(task),
        `accountable ${accountable}`,
        `done by ${responsible.join(", ")}`,
        consulted.length === 0 ? "" : `asked: ${consulted.join(", ")}`,
        informed.length === 0 ? "" : `told: ${informed.join(", ")}`,
        reason,
      ),
  },
  TaskFinished: { title: "Task done", detail: ({ task, note }) => joined(quoted(task), note) },
  UpdateDrafted: {
    title: "Update written",
    detail: ({ update, audience, text }) => joined(`${update} for ${audience}`, quoted(text)),
  },
  UpdateApproved: {
    title: "Update approved",
    detail: ({ update, note }) => joined(update, note),
  },
  UpdateRefused: { title: "Update refused", detail: ({ update, reason }) => joined(update, reason) },
  UpdatePublished: {
    title: "Update published",
    detail: ({ update, channel, outcome, detail }) => joined(`${update} over ${channel}: ${outcome}`, detail),
  },
  ReportSubmitted: {
    title: "Report handed in",
    detail: ({ report, submittedAt, reference }) => joined(report, submittedAt, reference),
  },
  Reminded: {
    title: "Reminded",
    detail: ({ text, dueAt }) => joined(text, dueAt === null ? "" : `due ${dueAt}`),
  },
  IncidentNoted: { title: "Note", detail: ({ text, about }) => joined(about ?? "", text) },
  EntryCorrected: {
    title: "Correction",
    detail: ({ version, text, reason }) => joined(`of entry ${version}: ${text}`, reason),
  },
};

const allWords: Words<IncidentEvent> = {
  ...assessment,
  ...people,
  ...declaration,
  ...work,
  ...calloutWords,
};

/** An entry of the log in words: what happened, and everything about it that a reader needs. */
export function entryWords(event: { readonly type: string; readonly data: unknown }): {
  readonly title: string;
  readonly detail: string;
} {
  // An entry of a later version is shown as it stands rather than not at all.
  if (!Object.hasOwn(allWords, event.type)) return { title: event.type, detail: JSON.stringify(event.data) };
  const { title, detail } = allWords[event.type as IncidentEvent["type"]] as {
    readonly title: string;
    readonly detail: (data: unknown) => string;
  };
  return { title, detail: detail(event.data) };
}
