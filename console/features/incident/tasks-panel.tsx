import type { Incident, RaciBoard } from "../../api/incidents.ts";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useTasks } from "./incident-queries.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

type Row = RaciBoard["rows"][number];

const setForm = (task: string | null): OrderForm => ({
  path: "tasks",
  label: task === null ? "Add a task" : "Set who",
  fields: [
    ...(task === null ? [{ name: "task", label: "Task", kind: "line" as const }] : []),
    { name: "accountable", label: "Who answers for it", kind: "person" },
    { name: "responsible", label: "Who does it", kind: "person" },
    {
      name: "reason",
      label: "Reason",
      kind: "line",
      isOptional: true,
      help: "Needed where somebody else was set before.",
    },
  ],
  body: (draft) => ({
    task: task ?? draft["task"] ?? "",
    accountable: draft["accountable"] ?? "",
    responsible: [draft["responsible"] ?? ""],
    reason: draft["reason"] ?? "",
  }),
});

const doneForm = (task: string): OrderForm => ({
  path: "task-ends",
  label: "Done",
  fields: [{ name: "note", label: "Note", kind: "line", isOptional: true }],
  body: (draft) => ({ task, note: draft["note"] ?? "" }),
});

function TaskLine({ incident, row }: { readonly incident: string; readonly row: Row }) {
  const { task, accountable, responsible, isDone, faults, from } = row;
  return (
    <li>
      <bdi>{task}</bdi>
      <span>
        {accountable.map((ref) => (
          <RefLink key={ref} to={ref} />
        ))}{" "}
        <span className="hf-dim">
          answers, done by{" "}
          {responsible.map((ref) => (
            <RefLink key={ref} to={ref} />
          ))}
        </span>
      </span>
      {isDone ? <StatusMark kind="ok" word="done" /> : null}
      {faults.map(({ code, message, help }) => (
        <span key={`${code} ${message}`}>
          <StatusMark kind="failed" word={code.replaceAll("-", " ")} />{" "}
          <bdi>
            {message}; {help}
          </bdi>
        </span>
      ))}
      {isDone ? null : (
        <span className="order-row">
          <OrderAction incident={incident} form={setForm(task)} />
          {from === "run" ? null : <OrderAction incident={incident} form={doneForm(task)} />}
        </span>
      )}
    </li>
  );
}

/** Who answers for which task, and is there exactly one? */
export function TasksPanel({ incident }: { readonly incident: Incident }) {
  const { id, version } = incident;
  const { data: board, error } = useTasks(id, version);
  return (
    <Panel title="Tasks">
      <div className="panel-body hf-stack">
        <ProblemNotice error={error} title="The tasks cannot be read" />
        {board?.rows.length === 0 ? <p className="hf-dim">The plan names no tasks.</p> : null}
        <ul className="incident-lines">
          {board?.rows.map((row) => (
            <TaskLine key={row.task} incident={id} row={row} />
          ))}
        </ul>
        <OrderAction incident={id} form={setForm(null)} />
      </div>
    </Panel>
  );
}
