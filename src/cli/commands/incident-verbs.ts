import type { Json, JsonObject } from "#core/model/json.ts";
import { givenList, givenText, type IncidentVerb, reasonOption } from "./incident-verb.ts";

/** A value as people type it: JSON where it is some, else the text itself. */
function typed(value: string): Json {
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

const reasonOnly = (name: string, description: string, path = name): IncidentVerb => ({
  name,
  description,
  args: [],
  options: [reasonOption],
  path,
  body: (given) => ({ reason: givenText(given, "reason") }),
});

/** Facts, roles, the declaration and the end of an incident. */
export const incidentVerbs: readonly IncidentVerb[] = [
  {
    name: "fact",
    description: "state a fact: severity and clocks follow from it",
    args: ["fact", "value"],
    options: [
      ["--estimate", "it is an estimate"],
      ["--source <text>", "where it comes from"],
    ],
    path: "facts",
    body: (given) => ({
      fact: givenText(given, "fact"),
      value: typed(givenText(given, "value")),
      estimate: given["estimate"] === true,
      ...(given["source"] === undefined ? {} : { source: givenText(given, "source") }),
    }),
  },
  {
    name: "note",
    description: "put a note on record",
    args: ["text"],
    options: [],
    path: "notes",
    body: (given) => ({ text: givenText(given, "text") }),
  },
  {
    name: "correct",
    description: "put a correction beside an entry of the log",
    args: ["entry", "text"],
    options: [reasonOption],
    path: "corrections",
    body: (given) => ({
      version: Number(given["entry"]),
      text: givenText(given, "text"),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "assign",
    description: "ask somebody to play a part",
    args: ["role", "person"],
    options: [reasonOption],
    path: "roles",
    body: (given) => ({
      role: givenText(given, "role"),
      person: givenText(given, "person"),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "answer",
    description: "accept a part one was asked to play",
    args: ["role"],
    options: [
      ["--decline", "decline it instead"],
      ["--by-phone", "for somebody whom you reached by phone"],
      ["--note <text>", "stands in the record"],
    ],
    path: "role-answers",
    body: (given) => ({
      role: givenText(given, "role"),
      accept: given["decline"] !== true,
      byPhone: given["byPhone"] === true,
      note: givenText(given, "note"),
    }),
  },
  {
    name: "hand-over",
    description: "hand a part that one plays to somebody else",
    args: ["role", "person"],
    options: [["--note <text>", "stands in the record"]],
    path: "role-handovers",
    body: (given) => ({
      role: givenText(given, "role"),
      to: givenText(given, "person"),
      note: givenText(given, "note"),
    }),
  },
  {
    name: "estimate",
    description: "say when the primary will be back; without --ready-at: nobody can say",
    args: [],
    options: [["--ready-at <instant>", "when it will be back"], reasonOption],
    path: "repair-estimates",
    body: (given) => ({
      readyAt: given["readyAt"] === undefined ? null : givenText(given, "readyAt"),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "check-plan",
    description: "fetch the newest approved plan and say whether it fits",
    args: [],
    options: [
      ["--plan <name>", "this plan"],
      ["--changed <step=reason...>", "steps that fit with a change"],
      ["--unfit <step=reason...>", "steps that do not fit"],
      reasonOption,
    ],
    path: "plan-checks",
    body: (given) => ({
      ...(given["plan"] === undefined ? {} : { plan: givenText(given, "plan") }),
      steps: [
        ...stepsOf(givenList(given, "changed"), "changed"),
        ...stepsOf(givenList(given, "unfit"), "no"),
      ],
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "ask-declaration",
    description: "put the declaration to those whom the plan lets decide",
    args: [],
    options: [["--plan <name>", "by this plan"], reasonOption],
    path: "declaration",
    body: (given) => ({
      ...(given["plan"] === undefined ? {} : { plan: givenText(given, "plan") }),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "declare",
    description: "agree to the declaration; with the quorum the disaster is declared",
    args: [],
    options: [
      reasonOption,
      ["--override", "although it is not shown that repair is too late; needs a second person"],
      ["--not-taken <option...>", "options that were weighed and not taken"],
    ],
    path: "declare",
    body: (given) => ({
      reason: givenText(given, "reason"),
      override: given["override"] === true,
      optionsNotTaken: givenList(given, "notTaken"),
    }),
  },
  reasonOnly("second", "stand up, as a second person, for an override"),
  reasonOnly("decline", "decide not to declare now"),
  reasonOnly("stand-down", "end a declared disaster"),
  reasonOnly("close", "close an incident that is no declared disaster, or no longer"),
  reasonOnly("reopen", "open a closed incident again"),
  {
    name: "submitted",
    description: "record that a report was handed in: only this stops its clock",
    args: ["report"],
    options: [
      ["--reference <text>", "under which the authority has taken it"],
      ["--submitted-at <instant>", "when (default: now)"],
    ],
    path: "submissions",
    body: (given) => ({
      report: givenText(given, "report"),
      reference: givenText(given, "reference"),
      submittedAt:
        given["submittedAt"] === undefined ? new Date().toISOString() : givenText(given, "submittedAt"),
    }),
  },
];

function stepsOf(given: readonly string[], fits: "changed" | "no"): readonly JsonObject[] {
  return given.map((each) => {
    const [step = "", ...why] = each.split("=");
    return { step, fits, reason: why.join("=") };
  });
}
