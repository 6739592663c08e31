import { Link } from "@tanstack/react-router";
import type { Lab } from "../../api/lab.ts";
import { paths } from "../../paths.ts";
import { Notice } from "../../ui/notice.tsx";
import { probeWords } from "./lab-words.ts";
import { textAt } from "./read-status.ts";

const named = (lab: Lab) =>
  lab.faults
    .filter(({ active }) => active)
    .map(({ title }) => title)
    .join("; ");

/** Everything is repaired, and the orders are still where they were moved to. */
function AwayNotice({ lab: { status } }: { readonly lab: Lab }) {
  const site = textAt(status, "relay", "entrances", "orders", "active");
  if (site === null || site === "east") return null;
  return (
    <Notice tone="plain" title={`Orders go to ${site}, and nothing is broken`}>
      <span>
        <Link to={paths.runs} search={{ start: "orders-failback" }}>
          Start orders-failback
        </Link>{" "}
        to bring them home: nothing fails back by itself.
      </span>
    </Notice>
  );
}

/** Where to go from here, once something is broken: a page that breaks things must not be a dead end. */
export function WhatNow({ lab }: { readonly lab: Lab }) {
  const active = lab.faults.filter((fault) => fault.active);
  if (active.length === 0) return <AwayNotice lab={lab} />;
  const isFine = probeWords(lab.status).kind === "ok";
  if (isFine) {
    return (
      <Notice tone="plain" title={`${named(lab)}, and orders succeed`}>
        <span>
          <em>Heal everything</em> repairs it. If the orders were moved to the other site meanwhile,{" "}
          <Link to={paths.runs} search={{ start: "orders-failback" }}>
            orders-failback
          </Link>{" "}
          brings them home afterwards.
        </span>
      </Notice>
    );
  }
  // The failover of the sample estate leads away from east; for anything else a person has to choose.
  const start = active.some(({ name }) => name.startsWith("east")) ? "orders-failover" : "";
  return (
    <Notice tone="warning" title={`${named(lab)}, and orders fail`}>
      <span>
        <Link to={paths.runs} search={{ start }}>
          {start === "" ? "Choose a runbook" : `Start ${start}`}
        </Link>
        , or look at <Link to={paths.runs}>the runs</Link> if somebody has already.
      </span>
    </Notice>
  );
}
