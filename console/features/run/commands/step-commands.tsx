import type { StepDefinition } from "#core/model/step.ts";
import type { StepCommandType } from "#core/run/permission.ts";
import type { StepStatus } from "#core/run/state.ts";
import type { RunView, StepView } from "#core/run/view.ts";
import { ProblemNotice } from "../../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../../ui/reasoned-button.tsx";
import { randomToken } from "../../../ui/once-key.ts";
import { useMe } from "../../identity/people.ts";
import { type Refuse, useRefusal } from "../../identity/use-refusal.ts";
import { useCommands } from "../../palette/commands.ts";
import type { OpenAddress } from "../run-address.ts";
import { useRunCommand } from "../run-queries.ts";
import { CommandFormView } from "./command-form-view.tsx";
import { operationOf } from "./operation-of.ts";
import { type StepFormType, stepCommandForms } from "./step-command-forms.ts";
import "./commands.css";

type Props = {
  readonly run: RunView;
  readonly step: StepView;
  readonly definition: StepDefinition | null;
  readonly openForm: string | null;
  readonly open: OpenAddress;
};

/** What a step asks for in each status: its button comes first, and shows its reason where it is not allowed. */
const wanted: Partial<Record<StepStatus, StepCommandType>> = {
  "awaiting-approval": "ApproveStep",
  "awaiting-decision": "DecideOption",
  failed: "RetryStep",
  "undo-failed": "RetryStep",
  undone: "RetryStep",
};

function wantedOf(step: StepView): StepCommandType | null {
  if (step.status === "awaiting-person") return step.takenBy === null ? "TakeStep" : "CompleteStep";
  return wanted[step.status] ?? null;
}

/** The commands with why each is not possible now; without a person none is. */
function offers(step: StepView, isSomebody: boolean, refuse: Refuse) {
  const primary = wantedOf(step);
  const note = { command: "AddNote" as const, refusal: null };
  const all: { command: StepFormType; refusal: string | null }[] = [...step.commands, note];
  const told = all.map(({ command, refusal }) => ({
    command,
    refusal: refuse(operationOf(command)) ?? refusal,
  }));
  return {
    first: told.filter(({ command }) => command === primary),
    // Without a person the one reason is said once, at the top.
    possible: told.filter(({ command, refusal }) => command !== primary && refusal === null),
    impossible: isSomebody
      ? told.filter(({ command, refusal }) => command !== primary && refusal !== null)
      : [],
  };
}

/** The buttons of a step; the form of the one that is open stands in their place. */
export function StepCommands({ run, step, definition, openForm, open }: Props) {
  const me = useMe();
  const command = useRunCommand(run.id);
  const refuse = useRefusal();
  const { first, possible, impossible } = offers(step, me !== null, refuse);
  const all = [...first, ...possible, ...impossible];
  const opened = all.find((offer) => stepCommandForms[offer.command].slug === openForm);
  const context = { run, step, definition, asker: me?.title ?? "nobody" };
  useCommands(
    all.map((offer) => ({
      id: `step-${offer.command}`,
      title: `${stepCommandForms[offer.command].label.replace(/…$/, "")}: ${step.title}`,
      // In the palette a form is opened even for what a button does at once: nobody sees the step there.
      run: () => open({ step: step.id, do: stepCommandForms[offer.command].slug }),
      ...(offer.refusal === null ? {} : { why: offer.refusal }),
    })),
  );
  if (opened) {
    return (
      <CommandFormView
        key={`${step.id}.${openForm}`}
        runId={run.id}
        draftKey={`${run.id}.${step.id}.${openForm}`}
        form={stepCommandForms[opened.command].build(context)}
        refusal={opened.refusal}
        onClose={() => open({ step: step.id })}
      />
    );
  }
  const press = (type: StepFormType) => {
    const { slug, build } = stepCommandForms[type];
    const form = build(context);
    // Nothing to ask and nothing to fear: it is carried out at once.
    if (form.fields.length === 0) command.mutate({ command: form.send({}), key: randomToken() });
    else open({ step: step.id, do: slug });
  };
  const button = (type: StepFormType, tone: "primary" | "plain", refusal: string | null) => (
    <ReasonedButton
      key={type}
      label={stepCommandForms[type].label}
      tone={tone}
      refusal={refusal}
      onPress={() => press(type)}
    />
  );
  return (
    <div className="commands">
      {me === null && first.length === 0 ? <p className="hf-dim">{refuse("addNote")}</p> : null}
      {first.map((offer) => button(offer.command, "primary", offer.refusal))}
      <div className="commands-row">{possible.map((offer) => button(offer.command, "plain", null))}</div>
      <ProblemNotice error={command.error} />
      {impossible.length === 0 ? null : (
        <details className="commands-impossible">
          <summary>Not possible now: {impossible.length}, with reasons</summary>
          <div className="hf-stack">
            {impossible.map((offer) => button(offer.command, "plain", offer.refusal))}
          </div>
        </details>
      )}
    </div>
  );
}
