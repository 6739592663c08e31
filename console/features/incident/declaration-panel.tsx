import { actorName } from "#core/model/actor.ts";
import type { Incident } from "../../api/incidents.ts";
import { Instant } from "../../ui/instant.tsx";
import { Notice } from "../../ui/notice.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { OrderAction, type OrderForm } from "./order-form.tsx";

const reason = { name: "reason", label: "Reason", kind: "text" } as const;

const askForm: OrderForm = {
  path: "declaration",
  label: "Ask for a declaration",
  fields: [reason],
  body: (draft) => ({ reason: draft["reason"] ?? "" }),
  explains: <p>Puts the question to whom the plan names, the first at once, deputies in their time.</p>,
};

const declareForm: OrderForm = {
  path: "declare",
  label: "Declare the disaster",
  tone: "destructive",
  fields: [
    reason,
    { name: "notTaken", label: "Options not taken, one in a line", kind: "text", isOptional: true },
    {
      name: "override",
      label: "Declare although it is not shown that repair is too late",
      kind: "check",
      help: "A second person has to stand up for it.",
    },
  ],
  body: (draft) => ({
    reason: draft["reason"] ?? "",
    override: draft["override"] === "yes",
    optionsNotTaken: (draft["notTaken"] ?? "").split("\n").filter((line) => line.trim() !== ""),
  }),
  explains: <p>Puts the plan into force; what the desk shows now is kept with your voice.</p>,
};

const secondForm: OrderForm = {
  path: "second",
  label: "Stand up for the override",
  fields: [reason],
  body: (draft) => ({ reason: draft["reason"] ?? "" }),
};

const declineForm: OrderForm = { ...secondForm, path: "decline", label: "Decline" };

const standDownForm: OrderForm = {
  ...secondForm,
  path: "stand-down",
  label: "Stand down",
  explains: <p>Says that the disaster is over. The incident stays open until it is closed.</p>,
};

const closeForm: OrderForm = {
  path: "close",
  label: "Close the incident",
  fields: [
    {
      name: "result",
      label: "How it ended",
      kind: "choice",
      options: [
        { value: "restored", label: "restored" },
        { value: "false-alarm", label: "false alarm" },
        { value: "duplicate", label: "a duplicate of another" },
      ],
    },
    reason,
  ],
  body: (draft) => ({ result: draft["result"] ?? "", reason: draft["reason"] ?? "" }),
};

const reopenForm: OrderForm = { ...secondForm, path: "reopen", label: "Open it again" };

function Ask({ incident }: { readonly incident: Incident }) {
  const { ask } = incident;
  if (ask === null) return null;
  const waitsForSecond = ask.votes.some(({ basis }) => basis === "override") && ask.secondedBy === null;
  return (
    <>
      <p>
        <RefLink to={ask.plan} /> asked for by <bdi>{actorName(ask.askedBy)}</bdi>,{" "}
        <Instant at={ask.askedAt} />: <bdi>{ask.reason}</bdi>
      </p>
      <ul className="incident-lines">
        {ask.turns.map(({ who, mayNow, mayFrom }) => (
          <li key={who}>
            <RefLink to={who} />
            {mayNow ? (
              <StatusMark kind="person" word="may now" />
            ) : mayFrom === null ? (
              <StatusMark kind="blocked" word="not by themselves" />
            ) : (
              <span>
                from <Instant at={mayFrom} />
              </span>
            )}
          </li>
        ))}
      </ul>
      <p>
        {ask.votes.length} of {ask.authority.quorum} agreed
        {waitsForSecond ? "; an override waits for a second person" : ""}.
      </p>
      <div className="order-row">
        <OrderAction incident={incident.id} form={declareForm} refusal={ask.whyNotYou} />
        {waitsForSecond ? <OrderAction incident={incident.id} form={secondForm} /> : null}
        <OrderAction incident={incident.id} form={declineForm} />
      </div>
    </>
  );
}

function Declared({ incident }: { readonly incident: Incident }) {
  const { declaration, standDown } = incident;
  if (declaration === null) return null;
  return (
    <Notice
      tone={standDown === null ? "failed" : "plain"}
      title={standDown === null ? "Disaster declared" : "Stood down"}
    >
      <p>
        <RefLink to={declaration.plan} /> in force since <Instant at={declaration.at} />, declared by{" "}
        {declaration.by.map(actorName).join(", ")}
        {declaration.basis === "override" ? " as an override" : ""}.
      </p>
      {standDown === null ? null : (
        <p>
          Ended <Instant at={standDown.at} />: <bdi>{standDown.reason}</bdi>
        </p>
      )}
    </Notice>
  );
}

/** Is the disaster declared, who may declare it, and how does it end? */
export function DeclarationPanel({ incident }: { readonly incident: Incident }) {
  const { id, status, ask, declined } = incident;
  return (
    <Panel title="Declaration">
      <div className="panel-body hf-stack">
        <Declared incident={incident} />
        <Ask incident={incident} />
        {status === "open" && ask === null && declined.length === 0 ? (
          <p className="hf-dim">No disaster is declared, and nobody has asked for it.</p>
        ) : null}
        {declined.map(({ at, by, reason: why }) => (
          <p key={at}>
            Not declared, <Instant at={at} />, {actorName(by)}: <bdi>{why}</bdi>
          </p>
        ))}
        <div className="order-row">
          {status === "open" && ask === null ? <OrderAction incident={id} form={askForm} /> : null}
          {status === "declared" ? <OrderAction incident={id} form={standDownForm} /> : null}
          {status === "open" || status === "stood-down" ? (
            <OrderAction incident={id} form={closeForm} />
          ) : null}
          {status === "closed" ? <OrderAction incident={id} form={reopenForm} /> : null}
        </div>
      </div>
    </Panel>
  );
}
