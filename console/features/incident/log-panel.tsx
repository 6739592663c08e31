import { useState } from "react";
import { actorName } from "#core/model/actor.ts";
import { Button } from "@mantine/core";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { useIncidentLog } from "./incident-queries.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

const noteForm: OrderForm = {
  path: "notes",
  label: "Put a note on record",
  fields: [{ name: "text", label: "Note", kind: "text" }],
  body: (draft) => ({ text: draft["text"] ?? "" }),
};

/** `QuorumReached` as words: quorum reached. */
const words = (type: string) => type.replaceAll(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();

const detailMax = 220;

function detailOf(data: unknown): string {
  const text = Object.entries(data as Readonly<Record<string, unknown>>)
    .filter(([, value]) => ["string", "number", "boolean"].includes(typeof value) && value !== "")
    .map(([name, value]) => `${name}: ${String(value)}`)
    .join(", ");
  return text.length > detailMax ? `${text.slice(0, detailMax)}…` : text;
}

/** What happened, in order, who did it? Nothing in it is ever changed. */
export function LogPanel({ incident }: { readonly incident: string }) {
  const [isOpen, setOpen] = useState(false);
  const log = useIncidentLog(incident, isOpen);
  return (
    <Panel
      title="Log"
      aside={
        <Button size="xs" variant="default" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
          {isOpen ? "Hide" : "Show"}
        </Button>
      }
    >
      <div className="panel-body hf-stack">
        <ProblemNotice error={log.error} title="The log cannot be read" />
        {isOpen ? (
          <ol className="incident-log" tabIndex={0} aria-label="Entries of the log, the newest first">
            {log.data?.toReversed().map(({ version, at, type, actor, data }) => (
              <li key={version}>
                <span className="hf-dim">
                  {version} · <Instant at={at} /> · <bdi>{actorName(actor)}</bdi>
                </span>
                <span>
                  <strong>{words(type)}</strong> <bdi>{detailOf(data)}</bdi>
                </span>
              </li>
            ))}
          </ol>
        ) : null}
        <OrderAction incident={incident} form={noteForm} />
      </div>
    </Panel>
  );
}
