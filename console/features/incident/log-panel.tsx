import { useState } from "react";
import { entryWords } from "#core/incident/log/entry-words.ts";
import { actorName } from "#core/model/actor.ts";
import { Button } from "@mantine/core";
import { incidentFileUrl } from "../../api/incidents.ts";
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

const downloads = [
  ["evidence", "signed bundle"],
  ["log", "JSON"],
  ["log.csv", "CSV"],
] as const;

/** The log to be taken away; the command line makes the PDF. */
function Downloads({ incident }: { readonly incident: string }) {
  return (
    <p>
      Take it away:{" "}
      {downloads.map(([path, name], index) => (
        <span key={path}>
          {index === 0 ? "" : ", "}
          <a
            href={incidentFileUrl(incident, path)}
            download={path === "log" ? `holdfast-incident-${incident}.json` : ""}
          >
            {name}
          </a>
        </span>
      ))}
      .{" "}
      <span className="hf-dim">
        PDF: <code className="hf-mono">holdfast incident export {incident} --format pdf --out FILE</code>
      </span>
    </p>
  );
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
                  <strong>{entryWords({ type, data }).title}</strong>{" "}
                  <bdi>{entryWords({ type, data }).detail}</bdi>
                </span>
              </li>
            ))}
          </ol>
        ) : null}
        <Downloads incident={incident} />
        <OrderAction incident={incident} form={noteForm} />
      </div>
    </Panel>
  );
}
