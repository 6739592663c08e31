import { Link } from "@tanstack/react-router";
import { type Incident, incidentFileUrl } from "../../api/incidents.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type StatusKind, StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { readable } from "./readable.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

type Props = { readonly incident: Incident };

const assignForm: OrderForm = {
  path: "roles",
  label: "Ask somebody to play a part",
  fields: [
    {
      name: "role",
      label: "Role",
      kind: "line",
      help: "incident-commander, deputy, scribe, communications …",
    },
    { name: "person", label: "Who", kind: "person" },
    {
      name: "reason",
      label: "Reason",
      kind: "line",
      isOptional: true,
      help: "Needed where somebody holds it already.",
    },
  ],
  body: (draft) => ({
    role: draft["role"] ?? "",
    person: draft["person"] ?? "",
    reason: draft["reason"] ?? "",
  }),
};

const answerForm = (role: string, accept: boolean, byPhone: boolean): OrderForm => ({
  path: "role-answers",
  label: byPhone ? "Reached: has it" : accept ? "I have it" : "I cannot",
  fields: [{ name: "note", label: accept ? "Note" : "Why not", kind: "line", isOptional: accept }],
  body: (draft) => ({ role, accept, byPhone, note: draft["note"] ?? "" }),
});

const roleKinds: { readonly [status: string]: StatusKind } = {
  confirmed: "ok",
  asked: "person",
  declined: "blocked",
};

/** Who plays which part, and have they said so? */
export function RolesPanel({ incident }: Props) {
  const me = useActor();
  const { id, roles } = incident;
  return (
    <Panel title="Who plays which part">
      <div className="panel-body hf-stack">
        <ul className="incident-lines">
          {roles.map(({ role, person, status, how }) => (
            <li key={role}>
              <span>{role}</span>
              <RefLink to={person} isKindKnown />
              <StatusMark
                kind={roleKinds[status] ?? "not-verified"}
                word={how === "phone" ? `${status} by phone` : status}
              />
              {status !== "asked" ? null : person === me ? (
                <span className="order-row">
                  <OrderAction incident={id} form={answerForm(role, true, false)} />
                  <OrderAction incident={id} form={answerForm(role, false, false)} />
                </span>
              ) : (
                <OrderAction incident={id} form={answerForm(role, true, true)} />
              )}
            </li>
          ))}
        </ul>
        {roles.length === 0 ? <p className="hf-dim">Nobody has been asked to lead.</p> : null}
        <OrderAction incident={id} form={assignForm} />
      </div>
    </Panel>
  );
}

const clockKinds: { readonly [status: string]: StatusKind } = {
  running: "running",
  overdue: "failed",
  met: "ok",
  late: "warning",
};

const submitForm = (report: string): OrderForm => ({
  path: "submissions",
  label: "Record that it was handed in",
  fields: [{ name: "reference", label: "Reference of the authority", kind: "line" }],
  body: (draft) => ({
    report,
    submittedAt: new Date().toISOString(),
    reference: draft["reference"] ?? "",
    evidence: [],
  }),
});

/** Which limits of the law run, and what else is due next? */
export function ClocksPanel({ incident }: Props) {
  const { id, clocks, next } = incident;
  const shown = clocks.filter(({ status }) => status !== "not-started");
  return (
    <Panel title="What is due">
      <div className="panel-body hf-stack">
        <ul className="incident-lines">
          {next.slice(0, 3).map(({ at, text }) => (
            <li key={`${at} ${text}`}>
              <span>{readable(text)}</span>
              <Instant at={at} />
            </li>
          ))}
        </ul>
        {next.length === 0 ? <p className="hf-dim">Nothing is due.</p> : null}
        <ul className="incident-lines">
          {shown.map(({ rule, packTitle, title, status, dueAt, report }) => (
            <li key={rule}>
              <span>
                {packTitle}: {title}
              </span>
              <StatusMark kind={clockKinds[status] ?? "not-verified"} word={status} />
              {dueAt === null ? null : (
                <span>
                  due <Instant at={dueAt} />
                </span>
              )}
              {status === "running" || status === "overdue" ? (
                <OrderAction incident={id} form={submitForm(report)} />
              ) : null}
            </li>
          ))}
        </ul>
        {clocks.length > shown.length ? (
          <p className="hf-dim">
            {clocks.length - shown.length} limits have not begun to count: a fact has to be stated first.
          </p>
        ) : null}
      </div>
    </Panel>
  );
}

const decideForm = (decision: string, options: readonly string[]): OrderForm => ({
  path: "decision-answers",
  label: "Decide",
  fields: [
    {
      name: "option",
      label: "Option",
      kind: "choice",
      options: options.map((value) => ({ value, label: value })),
    },
    { name: "reason", label: "Reason", kind: "text" },
  ],
  body: (draft) => ({ decision, option: draft["option"] ?? "", reason: draft["reason"] ?? "" }),
});

/** What runs, what is to be decided, and what have vendors promised? */
export function WorkPanel({ incident }: Props) {
  const { id, runs, decisions, vendorCases } = incident;
  if (runs.length + decisions.length + vendorCases.length === 0) return null;
  return (
    <Panel title="Runs, decisions, vendors">
      <div className="panel-body hf-stack">
        <ul className="incident-lines">
          {runs.map(({ run, runbook, purpose }) => (
            <li key={run}>
              <Link to={paths.run} params={{ id: run }}>
                {runbook}
              </Link>
              <span className="hf-dim">{purpose}</span>
            </li>
          ))}
          {decisions.map(({ decision, question, options, authority, taken }) => (
            <li key={decision}>
              <bdi>{question}</bdi>
              {taken === null ? (
                <>
                  <span>
                    <RefLink to={authority} /> decides
                  </span>
                  <OrderAction incident={id} form={decideForm(decision, options)} />
                </>
              ) : (
                <StatusMark kind="ok" word={taken.option} />
              )}
            </li>
          ))}
          {vendorCases.map(({ case: name, vendor, subject, response, dueAt }) => (
            <li key={name}>
              <span>
                <RefLink to={vendor} /> <bdi>{subject}</bdi>
              </span>
              <StatusMark
                kind={response === "late" ? "failed" : response === "in-time" ? "ok" : "running"}
                word={response.replaceAll("-", " ")}
              />
              {dueAt === null ? null : (
                <span>
                  due <Instant at={dueAt} />
                </span>
              )}
              <a href={incidentFileUrl(id, `vendor-cases/${encodeURIComponent(name)}/evidence`)} download>
                Evidence for a claim
              </a>
            </li>
          ))}
        </ul>
      </div>
    </Panel>
  );
}
