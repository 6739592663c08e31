import { Modal } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { RunCommandType } from "#core/run/permission.ts";
import type { RunView } from "#core/run/view.ts";
import { ReasonedButton } from "../../../ui/reasoned-button.tsx";
import { useRefusal } from "../../identity/use-refusal.ts";
import { useCommands } from "../../palette/commands.ts";
import { paths } from "../../../paths.ts";
import { type OpenAddress, withStep } from "../run-address.ts";
import { CommandFormView } from "./command-form-view.tsx";
import { operationOf } from "./operation-of.ts";
import { type RunFormType, runCommandForms } from "./run-command-forms.ts";
import "./commands.css";

type Props = {
  readonly run: RunView;
  readonly step: string | null;
  readonly openForm: string | null;
  /** A replay: what happened cannot be commanded. */
  readonly isPast: boolean;
  readonly open: OpenAddress;
};

const dangerous: ReadonlySet<RunFormType> = new Set<RunCommandType>(["AbortRun", "UndoRun"]);

/** Of pausing and resuming only the one that can be wanted, and of an offer only what answers it. */
function shownOf(run: RunView) {
  const unwanted = new Set<RunCommandType>([run.status === "paused" ? "PauseRun" : "ResumeRun"]);
  if (run.leadOffer === null) unwanted.add("AcceptLead").add("DeclineLead");
  else unwanted.add("OfferLead");
  return run.commands.filter(({ command }) => !unwanted.has(command));
}

/** Other ways of looking at the run. */
function RunLinks({ run, isPast }: Pick<Props, "run" | "isPast">) {
  return (
    <span className="run-links">
      {isPast ? null : (
        <Link
          to={paths.run}
          params={{ id: run.id }}
          search={(before: object) => ({ ...withStep(before, {}), at: 1 })}
        >
          Replay
        </Link>
      )}
      <Link to={paths.runPrint} params={{ id: run.id }} search={{ as: "checklist" }}>
        Checklist
      </Link>
      <Link to={paths.runPrint} params={{ id: run.id }} search={{ as: "report" }}>
        Report
      </Link>
    </span>
  );
}

type Offer = { readonly command: RunFormType; readonly refusal: string | null };

/** What can be told to the run, each with why it cannot be now: by its state, or by the role of who looks. */
function useOffers(run: Props["run"]): readonly Offer[] {
  const refuse = useRefusal();
  const note: Offer = { command: "AddNote", refusal: null };
  return [...shownOf(run), note].map(({ command, refusal }) => ({
    command,
    refusal: refuse(operationOf(command)) ?? refusal,
  }));
}

/** The buttons of the run as a whole, and the dialog of the one that is open. */
export function RunCommands({ run, step, openForm: slug, isPast, open }: Props) {
  const offers = useOffers(run);
  const openForm = (command: RunFormType) =>
    open({ ...(step === null ? {} : { step }), do: runCommandForms[command].slug });
  useCommands(
    (isPast ? [] : offers).map(({ command, refusal }) => ({
      id: `run-${command}`,
      title: `This run: ${runCommandForms[command].label}`,
      run: () => openForm(command),
      ...(refusal === null ? {} : { why: refusal }),
    })),
  );
  if (isPast) return <RunLinks run={run} isPast />;
  const opened = offers.find(({ command }) => runCommandForms[command].slug === slug);
  const form = opened ? runCommandForms[opened.command].build(run) : null;
  const back = () => open(step === null ? {} : { step });
  const impossible = offers.filter(({ refusal }) => refusal !== null);
  const button = ({ command, refusal }: Offer) => (
    <ReasonedButton
      key={command}
      isSmall
      label={runCommandForms[command].label}
      tone={dangerous.has(command) ? "danger" : "plain"}
      refusal={refusal}
      onPress={() => openForm(command)}
    />
  );
  return (
    <div className="run-commands">
      <div className="commands-row">
        {offers.filter(({ refusal }) => refusal === null).map(button)}
        <RunLinks run={run} isPast={false} />
      </div>
      {impossible.length === 0 ? null : (
        <details className="commands-impossible">
          <summary>Not possible now: {impossible.length}, with reasons</summary>
          <div className="hf-stack">{impossible.map(button)}</div>
        </details>
      )}
      <Modal
        opened={form !== null}
        onClose={back}
        title={form?.title}
        closeButtonProps={{ "aria-label": "Close" }}
        size="lg"
      >
        {form === null || !opened ? null : (
          <CommandFormView
            runId={run.id}
            draftKey={`${run.id}.${slug}`}
            form={form}
            refusal={opened.refusal}
            onClose={back}
            isPlain
          />
        )}
      </Modal>
    </div>
  );
}
