import type { Schemas } from "#client/client.ts";
import { isJsonObject } from "#core/model/json.ts";
import type { Ref } from "#core/model/ref.ts";
import type { StepCommandType } from "#core/run/permission.ts";
import type { StepView } from "#core/run/view.ts";
import { jsonText } from "../../../ui/json-text.ts";
import type { Draft } from "../../../ui/use-draft.ts";
import { type CommandForm, type Field, reasonField, type StepContext } from "./command-form.ts";
import { insertStepForm } from "./insert-step-form.ts";

/** A command about a step that the console offers: those of the run, and a note. */
export type StepFormType = StepCommandType | "AddNote";

type ChangedInput = NonNullable<Schemas["RetryStep"]["changedInput"]>;

type Builder = (context: StepContext) => CommandForm;

const plain = { tone: "primary", explains: null, affects: [], initial: {} } as const;

function text(draft: Draft, name: string): string {
  return (draft[name] ?? "").trim();
}

/** What `EvidenceField` kept in the draft. */
function evidenceOf(draft: Draft): { evidence?: { name: string; text: string; mediaType: string }[] } {
  const evidence: unknown = JSON.parse(draft["evidence"] || "[]");
  return Array.isArray(evidence) && evidence.length > 0 ? { evidence } : {};
}

const approve: Builder = (context) => {
  const { approval, approvals } = context.step;
  const needed = `${approvals.length} of ${approval?.quorum ?? 1} needed are given`;
  return {
    ...plain,
    title: `Approve “${context.step.title}”`,
    submit: `Approve as ${context.asker}`,
    explains: `Authority: ${approval?.by ?? context.step.accountable}; ${needed}. With the last approval the step starts.`,
    fields: [{ kind: "text", name: "note", label: "Note (optional)", isRequired: false, lines: 2 }],
    send: (draft) => ({ to: "approve", step: context.step.id, body: { note: text(draft, "note") } }),
  };
};

const refuse: Builder = ({ step }) => ({
  ...plain,
  title: `Refuse approval of “${step.title}”`,
  submit: "Refuse approval",
  tone: "danger",
  explains: "The step fails; somebody then has to skip it, do it by hand, or abort the run.",
  fields: [reasonField],
  send: (draft) => ({ to: "refuse", step: step.id, body: { reason: text(draft, "reason") } }),
});

/** What waits for a step directly: what going on without it touches first. */
function dependents({ run, step }: StepContext): readonly StepView[] {
  return run.steps.filter(({ after }) => after.includes(step.id));
}

/** In a live run, what cannot be taken back has to be typed for. */
function typedFor({ run, step }: StepContext): readonly Field[] {
  if (run.mode !== "live") return [];
  return [{ kind: "typed", name: "confirm", label: "Type the step's name to confirm", phrase: step.id }];
}

const skip: Builder = (context) => {
  const { step, definition } = context;
  const checks = definition?.verify.length ?? 0;
  const gates = [
    ...(step.approval === null ? [] : [`The approval by ${step.approval.by} is passed over`]),
    ...(checks === 0 ? [] : [`${checks} ${checks === 1 ? "check is" : "checks are"} not made`]),
  ];
  return {
    ...plain,
    title: `Skip “${step.title}”`,
    submit: "Skip this step",
    tone: "danger",
    explains: "It is not carried out, and what comes after it starts as if it were done.",
    affects: [...gates, ...dependents(context).map(({ title }) => `${title}: no longer waits for it`)],
    isPlanChange: true,
    fields: [reasonField, ...(gates.length > 0 ? typedFor(context) : [])],
    send: (draft) => ({ to: "skip", step: step.id, body: { reason: text(draft, "reason") } }),
  };
};

const undo: Builder = (context) => {
  const { step, definition } = context;
  const call = definition?.undo;
  return {
    ...plain,
    title: `Undo “${step.title}”`,
    submit: "Undo this step",
    tone: "danger",
    explains: "Its undo action is carried out now; the step can be retried afterwards.",
    affects: [
      ...(call ? [`${call.connector} ${call.do}: ${JSON.stringify(call.with)}`] : []),
      ...dependents(context).map(({ title }) => `${title}: relies on it`),
    ],
    fields: [reasonField, ...typedFor(context)],
    send: (draft) => ({ to: "undo", step: step.id, body: { reason: text(draft, "reason") } }),
  };
};

const take: Builder = (context) => ({
  ...plain,
  title: `Take “${context.step.title}”`,
  submit: "Take it",
  fields: [],
  send: () => ({ to: "take", step: context.step.id }),
});

const complete: Builder = (context) => {
  const { work } = context.definition ?? {};
  const isRequired = work?.type === "person" && work.evidenceRequired && context.run.mode !== "walkthrough";
  return {
    ...plain,
    title: `Complete “${context.step.title}”`,
    submit: "Record the result",
    fields: [
      {
        kind: "choice",
        name: "result",
        label: "Result",
        options: [
          { value: "done", label: "Done", note: "What comes after it may start." },
          { value: "failed", label: "Failed", note: "The run waits for somebody to deal with it." },
        ],
      },
      { kind: "text", name: "note", label: "Note (optional)", isRequired: false, lines: 2 },
      {
        kind: "evidence",
        name: "evidence",
        label: isRequired ? "Evidence" : "Evidence (optional)",
        isRequired,
      },
    ],
    initial: { result: "done" },
    send: (draft) => ({
      to: "complete",
      step: context.step.id,
      body: {
        result: text(draft, "result") === "failed" ? "failed" : "done",
        note: text(draft, "note"),
        ...evidenceOf(draft),
      },
    }),
  };
};

const effects = {
  continue: "The run goes on.",
  undo: "What was done is taken back, in reverse order.",
  abort: "The run ends here; nothing is taken back.",
} as const;

const decide: Builder = (context) => ({
  ...plain,
  title: context.step.question ?? context.step.title,
  submit: `Decide as ${context.asker}`,
  fields: [
    {
      kind: "choice",
      name: "option",
      label: "Options",
      options: context.step.options.map(({ id, title, effect }) => ({
        value: id,
        label: title,
        note: effects[effect],
      })),
    },
    reasonField,
  ],
  send: (draft) => ({
    to: "decide",
    step: context.step.id,
    body: { option: text(draft, "option"), reason: text(draft, "reason") },
  }),
});

const reassign: Builder = (context) => ({
  ...plain,
  title: `Reassign “${context.step.title}”`,
  submit: "Reassign",
  isPlanChange: true,
  explains: `Responsible now: ${context.step.responsible}. Accountable stays ${context.step.accountable}.`,
  fields: [{ kind: "who", name: "responsible", label: "Responsible" }, reasonField],
  send: (draft) => ({
    to: "reassign",
    step: context.step.id,
    body: { responsible: text(draft, "responsible") as Ref, reason: text(draft, "reason") },
  }),
});

const retry: Builder = (context) => {
  const work = context.definition?.work;
  const input = work?.type === "action" ? jsonText(work.action.with) : null;
  return {
    ...plain,
    title: `Retry “${context.step.title}”`,
    submit: "Retry",
    explains:
      "If it may have taken effect already, it is observed first, or repeated where its action allows that.",
    fields: [
      reasonField,
      ...(input === null
        ? []
        : [
            {
              kind: "json",
              name: "input",
              label: "Input (change it to retry with another)",
              help: "A JSON object. The change stands in the record; whoever changes a step cannot approve it.",
            } as const,
          ]),
    ],
    initial: input === null ? {} : { input },
    send: (draft) => {
      const given = text(draft, "input");
      const isChanged = input !== null && given !== "" && given !== input;
      const changed: unknown = isChanged ? JSON.parse(given) : null;
      if (isChanged && !isJsonObject(changed)) throw new SyntaxError("The input must be a JSON object.");
      return {
        to: "retry",
        step: context.step.id,
        body: {
          reason: text(draft, "reason"),
          ...(isChanged ? { changedInput: changed as ChangedInput } : {}),
        },
      };
    },
  };
};

const doneByHand: Builder = (context) => ({
  ...plain,
  title: `Mark “${context.step.title}” as done by hand`,
  submit: "Mark as done by hand",
  explains: "Say it only when it is done: what comes after it starts at once and relies on it.",
  fields: [
    {
      kind: "text",
      name: "note",
      label: "What was done, and how it was checked",
      isRequired: true,
      lines: 3,
    },
    { kind: "evidence", name: "evidence", label: "Evidence (optional)", isRequired: false },
  ],
  send: (draft) => ({
    to: "done-by-hand",
    step: context.step.id,
    body: { note: text(draft, "note"), ...evidenceOf(draft) },
  }),
});

const note: Builder = (context) => ({
  ...plain,
  title: `Note on “${context.step.title}”`,
  submit: "Add the note",
  fields: [{ kind: "text", name: "text", label: "Note", isRequired: true, lines: 3 }],
  send: (draft) => ({ to: "note", body: { step: context.step.id, text: text(draft, "text") } }),
});

/** The form of each command: its slug in the address, the words on its button, and how it is built. */
export const stepCommandForms: {
  readonly [type in StepFormType]: { readonly slug: string; readonly label: string; readonly build: Builder };
} = {
  ApproveStep: { slug: "approve", label: "Approve…", build: approve },
  RefuseApproval: { slug: "refuse", label: "Refuse…", build: refuse },
  TakeStep: { slug: "take", label: "Take it", build: take },
  CompleteStep: { slug: "complete", label: "Complete…", build: complete },
  DecideOption: { slug: "decide", label: "Decide…", build: decide },
  RetryStep: { slug: "retry", label: "Retry…", build: retry },
  MarkDoneByHand: { slug: "done-by-hand", label: "Mark done by hand…", build: doneByHand },
  SkipStep: { slug: "skip", label: "Skip…", build: skip },
  ReassignStep: { slug: "reassign", label: "Reassign…", build: reassign },
  InsertStep: { slug: "insert", label: "Insert a step before…", build: insertStepForm },
  UndoStep: { slug: "undo", label: "Undo…", build: undo },
  AddNote: { slug: "note", label: "Add a note…", build: note },
};
