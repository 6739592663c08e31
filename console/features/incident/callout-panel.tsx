import type { Callout, Incident } from "../../api/incidents.ts";
import { formatClock } from "../../ui/format-duration.ts";
import { Ago } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type StatusKind, StatusMark } from "../../ui/status-mark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { RefLink } from "../entity/ref-link.tsx";
import { useActor } from "../identity/actor.ts";
import { useCalloutProposal } from "./incident-queries.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

type Person = Callout["people"][number];

const reach: { readonly [status in Person["status"]]: readonly [StatusKind, string] } = {
  "not-called": ["not-verified", "not called"],
  "being-sent": ["running", "being sent"],
  "handed-over": ["running", "handed over"],
  delivered: ["person", "delivered, no answer"],
  unreachable: ["failed", "cannot be reached"],
  coming: ["ok", "is coming"],
  cannot: ["blocked", "cannot come"],
};

const duties = { "on-duty": "on duty", "off-duty": "off duty", unknown: "no roster" } as const;

/** Whom it would call, before anybody's telephone rings. */
function Proposal({ incident }: { readonly incident: string }) {
  const { data, error } = useCalloutProposal(incident, true);
  if (error) return <p>{error.message}</p>;
  if (data === undefined) return <p className="hf-dim">Looking up whom it would call…</p>;
  return (
    <>
      <p>Calls, over {data.channels.join(", ") || "no channel at all: none is set up"}:</p>
      <ul className="incident-lines">
        {data.demands.map(({ role, need, people }) => (
          <li key={role}>
            <span>
              {role} ({need})
            </span>
            <span>
              {people.slice(0, 4).map(({ person, duty, channels }, index) => (
                <span key={person}>
                  {index > 0 ? ", then " : ""}
                  <RefLink to={person} isKindKnown /> ({duties[duty]}
                  {channels.length === 0 ? ", no address" : ""})
                </span>
              ))}
              {people.length > 4 ? ` and ${people.length - 4} more` : ""}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}

const callForm = (incident: string): OrderForm => ({
  path: "callouts",
  label: "Call the crisis team",
  tone: "danger",
  fields: [
    { name: "text", label: "What they are told", kind: "text", help: "Where to join, what is known." },
  ],
  body: (draft) => ({ text: draft["text"] ?? "" }),
  explains: <Proposal incident={incident} />,
});

function answerForm(callout: string, answer: "coming" | "cannot", person: string | null): OrderForm {
  const label = answer === "coming" ? "I am coming" : "I cannot come";
  return {
    path: "callout-answers",
    label: person === null ? label : answer === "coming" ? "Reached: is coming" : "Reached: cannot come",
    tone: answer === "coming" && person === null ? "primary" : "plain",
    fields: [{ name: "note", label: "Note", kind: "line", isOptional: true }],
    body: (draft) => ({ callout, answer, note: draft["note"] ?? "", ...(person === null ? {} : { person }) }),
  };
}

const endForm = (callout: string): OrderForm => ({
  path: "callout-ends",
  label: "End this call",
  fields: [{ name: "reason", label: "Reason", kind: "text" }],
  body: (draft) => ({ callout, reason: draft["reason"] ?? "" }),
});

function PersonLine({
  incident,
  callout,
  person,
}: {
  readonly incident: string;
  readonly callout: string;
  readonly person: Person;
}) {
  const [kind, word] = reach[person.status];
  const failed = person.deliveries.filter(({ status }) => status === "failed" || status === "unknown");
  return (
    <li>
      <span>
        <RefLink to={person.person} isKindKnown /> <span className="hf-dim">{person.role}</span>
      </span>
      <StatusMark kind={kind} word={word} />
      {person.since === null ? null : (
        <span className="hf-dim">
          {person.how === null ? `call ${person.calls}` : `by ${person.how}`}, <Ago at={person.since} />
        </span>
      )}
      {failed.length === 0 ? null : (
        <span className="hf-dim">
          {failed.map(({ channel, status, detail }) => `${channel} ${status}: ${detail}`).join("; ")}
        </span>
      )}
      {person.status === "coming" || person.status === "cannot" ? null : (
        <details>
          <summary>Reached by phone</summary>
          <div className="order-row">
            <OrderAction incident={incident} form={answerForm(callout, "coming", person.person)} />
            <OrderAction incident={incident} form={answerForm(callout, "cannot", person.person)} />
          </div>
        </details>
      )}
    </li>
  );
}

function CalloutView({ incident, callout }: { readonly incident: string; readonly callout: Callout }) {
  const now = useNow();
  const me = useActor();
  const left = callout.withinSeconds - (now - Date.parse(callout.startedAt)) / 1000;
  const mine = callout.people.find(({ person }) => person === me);
  const called = callout.people.filter(({ status }) => status !== "not-called");
  return (
    <article className="callout" aria-label={`Call ${callout.callout}`}>
      <p>
        {callout.status === "quorate" ? <StatusMark kind="ok" word="everybody needed is coming" /> : null}
        {callout.status === "ended" ? (
          <StatusMark kind="not-verified" word={`ended: ${callout.endReason ?? ""}`} />
        ) : null}
        {callout.status === "calling" ? (
          <StatusMark
            kind={callout.missedAt === null ? "running" : "failed"}
            word={
              callout.missedAt === null
                ? `calling, ${formatClock(left)} left`
                : "not complete in its time, still calling"
            }
          />
        ) : null}{" "}
        <bdi>{callout.text}</bdi>
      </p>
      <p>{callout.demands.map(({ role, need, have }) => `${role} ${have} of ${need}`).join(" · ")}</p>
      {mine !== undefined && callout.status !== "ended" && mine.status !== "coming" ? (
        <Notice tone="warning" title="You are needed">
          <div className="order-row">
            <OrderAction incident={incident} form={answerForm(callout.callout, "coming", null)} />
            <OrderAction incident={incident} form={answerForm(callout.callout, "cannot", null)} />
          </div>
        </Notice>
      ) : null}
      <ul className="incident-lines">
        {called.map((person) => (
          <PersonLine
            key={`${person.role} ${person.person}`}
            incident={incident}
            callout={callout.callout}
            person={person}
          />
        ))}
      </ul>
      {callout.people.length > called.length ? (
        <p className="hf-dim">{callout.people.length - called.length} more could be called.</p>
      ) : null}
      {callout.status === "ended" ? null : (
        <OrderAction incident={incident} form={endForm(callout.callout)} />
      )}
    </article>
  );
}

/** Who has been called, and who comes? */
export function CalloutPanel({ incident }: { readonly incident: Incident }) {
  const { id, callouts, status } = incident;
  return (
    <Panel title="Calls">
      <div className="panel-body hf-stack">
        {callouts.length === 0 ? <p className="hf-dim">Nobody has been called yet.</p> : null}
        {callouts.toReversed().map((callout) => (
          <CalloutView key={callout.callout} incident={id} callout={callout} />
        ))}
        {status === "closed" ? null : <OrderAction incident={id} form={callForm(id)} />}
      </div>
    </Panel>
  );
}
