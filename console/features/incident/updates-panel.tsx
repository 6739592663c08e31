import type { Incident } from "../../api/incidents.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { type StatusKind, StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { OrderAction, type OrderForm } from "./order-form.tsx";

const draftForm: OrderForm = {
  path: "updates",
  label: "Write an update",
  fields: [
    { name: "audience", label: "Audience, as the plan names it", kind: "line" },
    { name: "text", label: "What they are told", kind: "text" },
  ],
  body: (draft) => ({ audience: draft["audience"] ?? "", text: draft["text"] ?? "" }),
};

const approveForm = (update: string): OrderForm => ({
  path: "update-approvals",
  label: "Approve",
  fields: [{ name: "note", label: "Note", kind: "line", isOptional: true }],
  body: (draft) => ({ update, note: draft["note"] ?? "" }),
});

const refuseForm = (update: string): OrderForm => ({
  path: "update-refusals",
  label: "Refuse",
  fields: [{ name: "reason", label: "Reason", kind: "line" }],
  body: (draft) => ({ update, reason: draft["reason"] ?? "" }),
});

const publishForm = (update: string): OrderForm => ({
  path: "update-publications",
  label: "Publish",
  fields: [
    {
      name: "channel",
      label: "Over",
      kind: "line",
      isOptional: true,
      help: "Left empty: on the status page of its audience.",
    },
  ],
  body: (draft) => {
    const channel = (draft["channel"] ?? "").trim();
    return { update, ...(channel === "" ? {} : { channel }) };
  },
});

const updateKinds: { readonly [status: string]: StatusKind } = {
  draft: "person",
  approved: "ok",
  refused: "blocked",
};

/** What is everybody told, and has it been approved? */
export function UpdatesPanel({ incident }: { readonly incident: Incident }) {
  const { id, updates } = incident;
  return (
    <Panel title="Updates">
      <div className="panel-body hf-stack">
        {updates.length === 0 ? <p className="hf-dim">Nobody has been told anything yet.</p> : null}
        {updates.toReversed().map(({ update, audience, text, status, approver, published }) => (
          <article key={update}>
            <p>
              <strong>
                <bdi>{audience}</bdi>
              </strong>{" "}
              <StatusMark kind={updateKinds[status] ?? "not-verified"} word={status} />
              {status === "draft" && approver !== null ? (
                <>
                  {" "}
                  waits for <RefLink to={approver} />
                </>
              ) : null}
            </p>
            <p className="incident-text">
              <bdi>{text}</bdi>
            </p>
            {status === "draft" ? (
              <div className="order-row">
                <OrderAction incident={id} form={approveForm(update)} />
                <OrderAction incident={id} form={refuseForm(update)} />
              </div>
            ) : null}
            {published.map(({ channel, outcome, at }) => (
              <p key={`${channel} ${at}`} className="hf-dim">
                {channel}: {outcome}, <Instant at={at} />
              </p>
            ))}
            {status === "approved" ? <OrderAction incident={id} form={publishForm(update)} /> : null}
          </article>
        ))}
        <OrderAction incident={id} form={draftForm} />
      </div>
    </Panel>
  );
}
