import { NativeSelect, Radio, Textarea } from "@mantine/core";
import { type FormEvent, useState } from "react";
import { type RunMode, runModes } from "#core/model/run-plan.ts";
import type { RunbookSummary } from "../../api/estate.ts";
import { ConfirmTyped } from "../../ui/confirm-typed.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { ReasonedButton } from "../../ui/reasoned-button.tsx";
import { type Draft, useDraft } from "../../ui/use-draft.ts";
import { useRefusal } from "../identity/use-refusal.ts";
import { modeMeaning } from "../run/step-status.ts";
import { BlastRadius } from "./blast-radius.tsx";
import { StartPreview } from "./start-preview.tsx";
import { useRunbooks, useStart } from "./start-queries.ts";
import "./runs.css";

type Props = {
  /** The runbook that the address names; empty for none. */
  readonly runbook: string;
  readonly onRunbook: (name: string) => void;
};

/** What keeps the run from being started; null when nothing does. */
function missing(draft: Draft, runbook: RunbookSummary | undefined): string | null {
  if (!runbook) return "Choose a runbook.";
  if (!runbook.startable) return `${runbook.name} has errors: holdfast check lists them.`;
  if ((draft["reason"] ?? "").trim() === "") return "Say why: the reason stands in the record of the run.";
  return null;
}

function ModeField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (mode: string) => void;
}) {
  return (
    <Radio.Group label="Mode" value={value} onChange={onChange}>
      <div className="command-choice">
        {[...runModes].reverse().map((mode: RunMode) => (
          <Radio key={mode} value={mode} label={mode} description={modeMeaning[mode]} />
        ))}
      </div>
    </Radio.Group>
  );
}

function RunbookField({
  list,
  value,
  onChange,
}: {
  readonly list: readonly RunbookSummary[];
  readonly value: string;
  readonly onChange: (name: string) => void;
}) {
  return (
    <NativeSelect label="Runbook" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">choose a runbook</option>
      {list.map(({ name, title, startable }) => (
        <option key={name} value={name}>{`${name}: ${title}${startable ? "" : " (has errors)"}`}</option>
      ))}
    </NativeSelect>
  );
}

function ReasonField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (text: string) => void;
}) {
  return (
    <Textarea
      label="Reason"
      description="What has happened; it stands in the record of the run."
      rows={2}
      dir="auto"
      maxLength={10_000}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}

/** Starts a run. The default mode changes nothing; a live one must be typed for, beside what it will touch. */
export function StartRun({ runbook: chosen, onRunbook }: Props) {
  const refuse = useRefusal();
  const runbooks = useRunbooks();
  const { draft, setField, clear } = useDraft("start-run", { mode: "rehearsal" });
  const [problem, setProblem] = useState<string | null>(null);
  const [isAsking, setAsking] = useState(false);
  const start = useStart();
  const list = runbooks.data ?? [];
  const runbook = list.find(({ name }) => name === chosen) ?? (list.length === 1 ? list[0] : undefined);
  const mode = runModes.find((known) => known === draft["mode"]) ?? "rehearsal";
  const send = () => {
    if (!runbook) return;
    const reason = (draft["reason"] ?? "").trim();
    start.mutate({ runbook: runbook.name, mode, reason }, { onSuccess: clear });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const gap = missing(draft, runbook);
    setProblem(gap);
    if (gap !== null) return;
    if (mode === "live") setAsking(true);
    else send();
  };
  return (
    <Panel title="Start a run">
      <form className="panel-body hf-stack" onSubmit={submit} noValidate>
        <ProblemNotice error={runbooks.error} title="The runbooks cannot be read" />
        <RunbookField list={list} value={runbook?.name ?? ""} onChange={onRunbook} />
        <ModeField value={mode} onChange={(next) => setField("mode", next)} />
        <ReasonField value={draft["reason"] ?? ""} onChange={(text) => setField("reason", text)} />
        {runbook?.startable ? <StartPreview runbook={runbook.name} /> : null}
        {problem === null ? null : (
          <Notice tone="failed" role="alert">
            {problem}
          </Notice>
        )}
        {isAsking ? null : <ProblemNotice error={start.error} title="The run was not started" />}
        <ReasonedButton
          label={mode === "live" ? "Start LIVE…" : `Start a ${mode}`}
          tone={mode === "live" ? "destructive" : "primary"}
          refusal={refuse("startRun", { mode })}
          isBusy={start.isPending}
        />
      </form>
      <ConfirmTyped
        isOpen={isAsking && runbook !== undefined}
        title={`Start ${runbook?.name ?? ""} live?`}
        word={runbook?.name ?? ""}
        verb="Start live"
        isBusy={start.isPending}
        error={start.error}
        onConfirm={send}
        onClose={() => setAsking(false)}
      >
        <BlastRadius runbook={runbook?.name ?? ""} />
      </ConfirmTyped>
    </Panel>
  );
}
