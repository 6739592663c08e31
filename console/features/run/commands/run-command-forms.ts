import type { Ref } from "#core/model/ref.ts";
import type { RunCommandType } from "#core/run/permission.ts";
import type { RunView } from "#core/run/view.ts";
import { isSettled } from "#core/run/state.ts";
import { type CommandForm, reasonField } from "./command-form.ts";

/** A command about the run as a whole that the console offers. */
export type RunFormType = RunCommandType | "AddNote";

type Builder = (run: RunView) => CommandForm;

const isDone = (status: string) => status === "succeeded" || status === "done-by-hand";

/** What undoing the run takes back, newest first, and what it cannot take back. */
export function undoAffects(run: RunView): readonly string[] {
  const done = run.steps
    .filter(({ status, work }) => isDone(status) && (work === "action" || work === "person"))
    .sort((one, other) => (other.settledAt ?? "").localeCompare(one.settledAt ?? ""));
  const back = done.filter(({ hasUndo }) => hasUndo).map(({ title }) => `${title}: taken back`);
  const left = done
    .filter(({ hasUndo }) => !hasUndo)
    .map(({ title }) => `${title}: stays, it declares no undo`);
  return [...back, ...left];
}

/** What aborting the run leaves undone. */
export function abortAffects(run: RunView): readonly string[] {
  return run.steps
    .filter(({ status }) => !isSettled(status))
    .map(({ title, status }) =>
      status === "running" ? `${title}: runs now, its result is awaited` : `${title}: is not carried out`,
    );
}

function reasonOf(draft: { readonly [field: string]: string }) {
  return { reason: (draft["reason"] ?? "").trim() };
}

const pause: Builder = (run) => ({
  title: "Pause the run",
  submit: "Pause",
  tone: "primary",
  explains: "What runs goes on to its end; no other step starts. The clock goes on.",
  affects: run.steps
    .filter(({ status }) => status === "running")
    .map(({ title }) => `${title}: goes on to its end`),
  fields: [reasonField],
  initial: {},
  send: (draft) => ({ to: "pause", body: reasonOf(draft) }),
});

const resume: Builder = () => ({
  title: "Resume the run",
  submit: "Resume",
  tone: "primary",
  explains: "Steps that are ready start at once.",
  affects: [],
  fields: [reasonField],
  initial: {},
  send: (draft) => ({ to: "resume", body: reasonOf(draft) }),
});

const abort: Builder = (run) => ({
  title: "Abort the run",
  submit: "Abort the run",
  tone: "danger",
  explains:
    "The run ends where it stands. Nothing is taken back by this; an aborted run can still be undone.",
  affects: abortAffects(run),
  fields: [
    reasonField,
    { kind: "typed", name: "confirm", label: "Type the runbook's name to confirm", phrase: run.runbook },
  ],
  initial: {},
  send: (draft) => ({ to: "abort", body: reasonOf(draft) }),
});

const undo: Builder = (run) => ({
  title: "Undo the run",
  submit: "Undo the run",
  tone: "danger",
  explains: "What was done is taken back, one step at a time, the newest first.",
  affects: undoAffects(run),
  fields: [
    reasonField,
    { kind: "typed", name: "confirm", label: "Type the runbook's name to confirm", phrase: run.runbook },
  ],
  initial: {},
  send: (draft) => ({ to: "undo-run", body: reasonOf(draft) }),
});

const offerLead: Builder = (run) => ({
  title: "Hand over the lead",
  submit: "Offer the lead",
  tone: "primary",
  explains:
    "The person is asked, and leads the run once they accept. The lead gives no rights: gates stay with the authority they name.",
  affects: run.attention.map(({ who, title }) => `${title}: still waits for ${who}`),
  fields: [{ kind: "who", name: "to", label: "Offer it to", only: "person" }, reasonField],
  initial: { to: "" },
  send: (draft) => ({ to: "offer-lead", body: { to: (draft["to"] ?? "") as Ref, ...reasonOf(draft) } }),
});

const acceptLead: Builder = (run) => ({
  title: "Accept the lead of the run",
  submit: "I lead the run",
  tone: "primary",
  explains: `${run.leadOffer === null ? "" : `${run.leadOffer.reason} `}From now on the run shows you as the one to turn to.`,
  affects: run.attention.map(({ who, title }) => `${title}: waits for ${who}`),
  fields: [],
  initial: {},
  send: () => ({ to: "accept-lead" }),
});

const declineLead: Builder = () => ({
  title: "Decline the lead, or take the offer back",
  submit: "Close the offer",
  tone: "primary",
  explains: "The lead stays where it is.",
  affects: [],
  fields: [reasonField],
  initial: {},
  send: (draft) => ({ to: "decline-lead", body: reasonOf(draft) }),
});

const note: Builder = () => ({
  title: "Note on the run",
  submit: "Add the note",
  tone: "primary",
  explains: null,
  affects: [],
  fields: [{ kind: "text", name: "text", label: "Note", isRequired: true, lines: 3 }],
  initial: {},
  send: (draft) => ({ to: "note", body: { text: (draft["text"] ?? "").trim() } }),
});

/** The form of each command about the run. */
export const runCommandForms: {
  readonly [type in RunFormType]: { readonly slug: string; readonly label: string; readonly build: Builder };
} = {
  PauseRun: { slug: "pause-run", label: "Pause…", build: pause },
  ResumeRun: { slug: "resume-run", label: "Resume…", build: resume },
  AbortRun: { slug: "abort-run", label: "Abort…", build: abort },
  UndoRun: { slug: "undo-run", label: "Undo run…", build: undo },
  OfferLead: { slug: "offer-lead", label: "Hand over…", build: offerLead },
  AcceptLead: { slug: "accept-lead", label: "Accept the lead…", build: acceptLead },
  DeclineLead: { slug: "decline-lead", label: "Decline the lead…", build: declineLead },
  AddNote: { slug: "note-run", label: "Note…", build: note },
};
