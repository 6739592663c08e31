import type { JsonObject } from "#core/model/json.ts";
import type { Lab } from "../../api/lab.ts";
import { Facts } from "../../ui/facts.tsx";
import { Ago } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { FaultList } from "./fault-list.tsx";
import {
  applicationWords,
  databaseWords,
  probeWords,
  reasonWords,
  relayLines,
  verdictWords,
  writerWords,
} from "./lab-words.ts";
import { at, numberAt, objectAt, textAt } from "./read-status.ts";
import "./lab.css";

type Props = { readonly lab: Lab };

function Site({ status, site }: { readonly status: JsonObject; readonly site: string }) {
  return (
    <div className="lab-site">
      <h3>{site}</h3>
      <Facts
        rows={[
          ["Database", <StatusMark key="d" {...databaseWords(status, site)} />],
          ["Application", <StatusMark key="a" {...applicationWords(status, site)} />],
        ]}
      />
    </div>
  );
}

function latencyWords(status: JsonObject): string | null {
  const p50 = numberAt(status, "probe", "latencyMilliseconds", "p50");
  const p99 = numberAt(status, "probe", "latencyMilliseconds", "p99");
  return p50 === null || p99 === null ? null : `${p50.toFixed(1)} ms median, ${p99.toFixed(1)} ms p99`;
}

function failureWords(status: JsonObject) {
  const failed = numberAt(status, "impact", "failedTransactions") ?? 0;
  const began = textAt(status, "impact", "beganAt");
  const errors = Object.keys(objectAt(status, "probe", "errors"));
  if (began === null) return "none seen";
  return (
    <>
      {failed} failed, first <Ago at={began} />
      {errors.length === 0 ? null : `: ${errors.slice(-2).map(reasonWords).join("; ")}`}
    </>
  );
}

function Outside({ status }: { readonly status: JsonObject }) {
  const evidence = at(status, "witness", "evidence");
  return (
    <Facts
      rows={[
        ["Outside probe", <StatusMark key="p" {...probeWords(status)} />],
        [
          "Orders",
          `${textAt(status, "probe", "ordersPerSecond") ?? "?"} per second, ${textAt(status, "probe", "acknowledged") ?? "?"} acknowledged`,
        ],
        ["Latency", latencyWords(status)],
        ["Last failure", <span key="f">{failureWords(status)}</span>],
        ["Witness", <StatusMark key="w" {...verdictWords(status)} />],
        ["Evidence", Array.isArray(evidence) ? evidence.map(String).join("; ") : null],
        ["Two writers", <StatusMark key="t" {...writerWords(status)} />],
        ["Replication", textAt(status, "replication")],
        ...relayLines(status).map(({ name, text }) => [name, text] as const),
      ]}
    />
  );
}

/** The two sites, what is seen of them from outside, and what can be broken. */
export function LabPanel({ lab }: Props) {
  const { status, faults } = lab;
  return (
    <Panel title="Lab" aside={<span className="hf-dim">{textAt(status, "phase") ?? "unknown"}</span>}>
      <div className="panel-body hf-stack">
        <div className="lab-sites">
          {Object.keys(objectAt(status, "sites")).map((site) => (
            <Site key={site} status={status} site={site} />
          ))}
        </div>
        <Outside status={status} />
        <FaultList faults={faults} />
      </div>
    </Panel>
  );
}
