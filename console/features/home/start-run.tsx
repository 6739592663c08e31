import { Button, NativeSelect, Radio, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useMemo, useState } from "react";
import { type RunMode, runModes } from "#core/model/run-plan.ts";
import { fetchRunbooks, type RunbookSummary } from "../../api/estate.ts";
import { queryKeys } from "../../api/query-keys.ts";
import { type RunToStart, startRun } from "../../api/runs.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { createOnceKey } from "../../ui/once-key.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { type Draft, useDraft } from "../../ui/use-draft.ts";
import { useActor } from "../identity/actor.ts";
import { useMe } from "../identity/people.ts";
import { modeMeaning } from "../run/step-status.ts";

function useRunbooks() {
  const actor = useActor();
  return useQuery({ queryKey: queryKeys.runbooks, queryFn: () => fetchRunbooks(actor) });
}

/** What keeps the run from being started; null when nothing does. */
function missing(draft: Draft, runbook: RunbookSummary | undefined): string | null {
  if (!runbook) return "Choose a runbook.";
  if (!runbook.startable) return `${runbook.name} has errors: holdfast check lists them.`;
  if ((draft["reason"] ?? "").trim() === "") return "Say why: the reason stands in the record of the run.";
  if (draft["mode"] === "live" && draft["confirm"] !== runbook.name) {
    return `A live run acts on real systems: type “${runbook.name}” to confirm.`;
  }
  return null;
}

function useStart() {
  const actor = useActor();
  const client = useQueryClient();
  const navigate = useNavigate();
  const once = useMemo(createOnceKey, []);
  return useMutation({
    mutationFn: (run: RunToStart) => startRun({ actor }, run, once.keyFor(run)),
    onSuccess: (view) => {
      once.renew();
      void client.invalidateQueries({ queryKey: queryKeys.runs });
      void navigate({ to: paths.run, params: { id: view.id } });
    },
  });
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

type RunbookFieldProps = {
  readonly list: readonly RunbookSummary[];
  readonly value: string;
  readonly onChange: (name: string) => void;
};

function RunbookField({ list, value, onChange }: RunbookFieldProps) {
  return (
    <NativeSelect label="Runbook" value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">choose a runbook</option>
      {list.map(({ name, title, startable }) => (
        <option key={name} value={name}>{`${name}: ${title}${startable ? "" : " (has errors)"}`}</option>
      ))}
    </NativeSelect>
  );
}

/** Starts a run. The default mode changes nothing; a live one must be typed for. */
export function StartRun() {
  const me = useMe();
  const runbooks = useRunbooks();
  const { draft, setField, clear } = useDraft("start-run", { mode: "rehearsal" });
  const [problem, setProblem] = useState<string | null>(null);
  const start = useStart();
  const list = runbooks.data ?? [];
  const runbook =
    list.find(({ name }) => name === draft["runbook"]) ?? (list.length === 1 ? list[0] : undefined);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const gap = missing(draft, runbook);
    setProblem(gap);
    if (gap !== null || !runbook) return;
    const mode = runModes.find((known) => known === draft["mode"]) ?? "rehearsal";
    start.mutate(
      { runbook: runbook.name, mode, reason: (draft["reason"] ?? "").trim() },
      { onSuccess: clear },
    );
  };
  return (
    <Panel title="Start a run">
      <form className="panel-body hf-stack" onSubmit={submit} noValidate>
        <ProblemNotice error={runbooks.error} title="The runbooks cannot be read" />
        <RunbookField
          list={list}
          value={runbook?.name ?? ""}
          onChange={(name) => setField("runbook", name)}
        />
        <ModeField value={draft["mode"] ?? ""} onChange={(mode) => setField("mode", mode)} />
        <Textarea
          label="Reason"
          rows={2}
          dir="auto"
          maxLength={10_000}
          value={draft["reason"] ?? ""}
          onChange={(event) => setField("reason", event.currentTarget.value)}
        />
        {draft["mode"] === "live" ? (
          <TextInput
            label="Type the runbook’s name to confirm"
            description={runbook?.name ?? "choose a runbook first"}
            autoComplete="off"
            spellCheck={false}
            value={draft["confirm"] ?? ""}
            onChange={(event) => setField("confirm", event.currentTarget.value)}
          />
        ) : null}
        {problem === null ? null : (
          <Notice tone="failed" role="alert">
            {problem}
          </Notice>
        )}
        <ProblemNotice error={start.error} title="The run was not started" />
        {me === null ? (
          <p className="hf-dim">Choose who you act as, above: the record must say who started it.</p>
        ) : null}
        <div className="command-actions">
          <Button
            type="submit"
            disabled={me === null}
            loading={start.isPending}
            color={draft["mode"] === "live" ? "red.9" : "tide"}
          >
            {`Start ${draft["mode"] === "live" ? "LIVE" : `a ${draft["mode"] ?? "run"}`}`}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
