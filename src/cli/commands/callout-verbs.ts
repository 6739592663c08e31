import { givenList, givenText, type Given, type IncidentVerb, reasonOption } from "./incident-verb.ts";

/** `dba=2:team:dba,person:ana`: as what, how many (1 when left out), and who may be called. */
function partOf(text: string) {
  const [, role = "", need = "1", who = ""] = /^([^=]+)=(?:(\d+):)?(.+)$/.exec(text) ?? [null, text, "0", ""];
  return { role, need: Number(need), who: who.split(",").filter((ref) => ref !== "") };
}

function callBody(given: Given) {
  const parts = givenList(given, "need").map(partOf);
  return {
    text: givenText(given, "text"),
    plan: given["plan"] === undefined ? null : `plan:${givenText(given, "plan").replace(/^plan:/, "")}`,
    ...(parts.length === 0 ? {} : { parts }),
    ...(given["within"] === undefined ? {} : { withinSeconds: Number(given["within"]) }),
    ...(given["next"] === undefined ? {} : { escalateAfterSeconds: Number(given["next"]) }),
  };
}

/** Calling people, and their answers. */
export const calloutVerbs: readonly IncidentVerb[] = [
  {
    name: "call",
    description: "call people until enough of each part come; first see `whom`",
    args: ["text"],
    options: [
      ["--plan <name>", "whose roles and deciders are needed (default: the plan that covers the incident)"],
      ["--need <part...>", "instead: dba=2:team:dba,person:ana, that is, as what, how many, of whom"],
      ["--within <seconds>", "the quorum is to be complete after this time (default 600)"],
      ["--next <seconds>", "who has not answered by then is followed by the next (default 120)"],
    ],
    path: "callouts",
    body: callBody,
  },
  {
    name: "coming",
    description: "say that you come, or whom you have reached by phone",
    args: ["callout"],
    options: [
      ["--person <ref>", "whom you have reached by phone"],
      ["--note <text>", "when, from where"],
    ],
    path: "callout-answers",
    body: (given) => answerBody(given, "coming"),
  },
  {
    name: "cannot",
    description: "say that you cannot come, or whom you have reached by phone",
    args: ["callout"],
    options: [
      ["--person <ref>", "whom you have reached by phone"],
      ["--note <text>", "why"],
    ],
    path: "callout-answers",
    body: (given) => answerBody(given, "cannot"),
  },
  {
    name: "end-call",
    description: "end a call-out: nobody else is called",
    args: ["callout"],
    options: [reasonOption],
    path: "callout-ends",
    body: (given) => ({ callout: givenText(given, "callout"), reason: givenText(given, "reason") }),
  },
];

function answerBody(given: Given, answer: "coming" | "cannot") {
  return {
    callout: givenText(given, "callout"),
    answer,
    note: givenText(given, "note"),
    ...(given["person"] === undefined ? {} : { person: givenText(given, "person") }),
  };
}
