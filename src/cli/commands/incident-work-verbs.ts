import { givenList, givenText, type IncidentVerb, reasonOption } from "./incident-verb.ts";

/** Briefings, decisions, vendors, updates and runs of an incident. */
export const incidentWorkVerbs: readonly IncidentVerb[] = [
  {
    name: "ask-decision",
    description: "put a question to the authority that was agreed for it",
    args: ["question"],
    options: [
      ["--option <text...>", "what can be chosen; at least two"],
      ["--authority <ref>", "the person or team who decides"],
      ["--until <instant>", "when it has to be decided"],
    ],
    path: "decisions",
    body: (given) => ({
      question: givenText(given, "question"),
      options: givenList(given, "option"),
      authority: givenText(given, "authority"),
      until: given["until"] === undefined ? null : givenText(given, "until"),
    }),
  },
  {
    name: "decide",
    description: "decide; the options not taken are kept",
    args: ["decision", "option"],
    options: [reasonOption],
    path: "decision-answers",
    body: (given) => ({
      decision: givenText(given, "decision"),
      option: givenText(given, "option"),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "brief",
    description: "set a time-boxed briefing",
    args: ["starts-at"],
    options: [["--minutes <n>", "how long it takes (default 15)"]],
    path: "briefings",
    body: (given) => ({
      startsAt: givenText(given, "starts-at"),
      minutes: Number(given["minutes"] ?? 15),
    }),
  },
  {
    name: "briefed",
    description: "record a briefing that was held",
    args: ["briefing"],
    options: [
      ["--decision <text...>", "what was decided"],
      ["--notes <text>", "what was said"],
      ["--next-at <instant>", "when the next one is"],
    ],
    path: "briefing-records",
    body: (given) => ({
      briefing: givenText(given, "briefing"),
      decisions: givenList(given, "decision"),
      notes: givenText(given, "notes"),
      nextAt: given["nextAt"] === undefined ? null : givenText(given, "nextAt"),
    }),
  },
  {
    name: "call-vendor",
    description: "open a case with a vendor; the time of its contract runs from here",
    args: ["vendor", "subject"],
    options: [
      ["--contract <name>", "the contract that promises the response"],
      ["--reference <text>", "the vendor's own number of the case"],
    ],
    path: "vendor-cases",
    body: (given) => ({
      vendor: givenText(given, "vendor"),
      subject: givenText(given, "subject"),
      contract: given["contract"] === undefined ? null : givenText(given, "contract"),
      reference: givenText(given, "reference"),
    }),
  },
  {
    name: "vendor-said",
    description: "record an answer: acknowledged, working, promised, missed or resolved",
    args: ["case", "what"],
    options: [
      ["--promised-at <instant>", "for when it is promised"],
      ["--note <text>", "stands in the record"],
    ],
    path: "vendor-answers",
    body: (given) => ({
      case: givenText(given, "case"),
      what: givenText(given, "what"),
      promisedAt: given["promisedAt"] === undefined ? null : givenText(given, "promisedAt"),
      note: givenText(given, "note"),
    }),
  },
  {
    name: "task",
    description: "say who does a task, a new one or one of the plan: exactly one is accountable",
    args: ["task"],
    options: [
      ["--accountable <ref>", "the one who answers for it"],
      ["--responsible <ref...>", "who does it (default: whoever is accountable)"],
      ["--consulted <ref...>", "who is asked"],
      ["--informed <ref...>", "who is told"],
      reasonOption,
    ],
    path: "tasks",
    body: (given) => ({
      task: givenText(given, "task"),
      accountable: givenText(given, "accountable"),
      responsible:
        given["responsible"] === undefined
          ? [givenText(given, "accountable")]
          : givenList(given, "responsible"),
      consulted: givenList(given, "consulted"),
      informed: givenList(given, "informed"),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "task-done",
    description: "say that a task is done",
    args: ["task"],
    options: [["--note <text>", "stands in the record"]],
    path: "task-ends",
    body: (given) => ({ task: givenText(given, "task"), note: givenText(given, "note") }),
  },
  {
    name: "draft",
    description: "write what an audience of the plan is to be told; it waits for approval",
    args: ["audience", "text"],
    options: [],
    path: "updates",
    body: (given) => ({ audience: givenText(given, "audience"), text: givenText(given, "text") }),
  },
  {
    name: "approve-update",
    description: "approve what somebody else has written",
    args: ["update"],
    options: [["--note <text>", "stands in the record"]],
    path: "update-approvals",
    body: (given) => ({ update: givenText(given, "update"), note: givenText(given, "note") }),
  },
  {
    name: "refuse-update",
    description: "refuse what somebody has written",
    args: ["update"],
    options: [reasonOption],
    path: "update-refusals",
    body: (given) => ({ update: givenText(given, "update"), reason: givenText(given, "reason") }),
  },
  {
    name: "publish",
    description: "publish an approved update; without --channel on the status page of its audience",
    args: ["update"],
    options: [
      ["--channel <name>", "over which it has gone out (default status-page)"],
      ["--detail <text>", "stands in the record"],
    ],
    path: "update-publications",
    body: (given) => ({
      update: givenText(given, "update"),
      ...(given["channel"] === undefined ? {} : { channel: givenText(given, "channel") }),
      detail: givenText(given, "detail"),
    }),
  },
  {
    name: "attach",
    description: "say that signals belong to the incident (numbers of `holdfast signals`)",
    args: [],
    options: [["--signal <number...>", "its number"], reasonOption],
    path: "signals",
    body: (given) => ({
      signals: givenList(given, "signal").map(Number),
      reason: givenText(given, "reason"),
    }),
  },
  {
    name: "link-run",
    description: "say that a run belongs to the incident",
    args: ["run"],
    options: [],
    path: "runs",
    body: (given) => ({ run: givenText(given, "run") }),
  },
];
