import type { Desk, Incident } from "../../api/incidents.ts";
import { formatClock, formatDuration } from "../../ui/format-duration.ts";
import { Facts } from "../../ui/facts.tsx";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { ProblemNotice } from "../../ui/problem-notice.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { useNow } from "../../ui/use-now.ts";
import { RefLink } from "../entity/ref-link.tsx";
import { useDesk } from "./incident-queries.ts";
import { instantOf } from "./instant-text.ts";
import { readable } from "./readable.ts";
import { OrderAction, type OrderForm } from "./order-form.tsx";

const estimateForm: OrderForm = {
  path: "repair-estimates",
  label: "Say when repair is expected",
  fields: [
    {
      name: "readyAt",
      label: "Ready at",
      kind: "line",
      isOptional: true,
      help: "An instant in UTC; left empty: no time can be given.",
    },
    { name: "reason", label: "On what this rests", kind: "text" },
  ],
  body: ({ readyAt = "", reason = "" }) => ({
    readyAt: readyAt.trim() === "" ? null : instantOf(readyAt, "Ready at"),
    reason,
  }),
};

/** The clock of the desk: how long one may still wait. Without what it is worked out from, it says what is missing. */
function Countdown({ desk, tolerance, failover }: Desk) {
  const now = useNow();
  const { latestResponsibleMoment: moment, momentIsLatest } = desk;
  if (moment === null) {
    const missing = [
      tolerance === null ? "no service that is hit has a tolerance (RTO or MTD)" : null,
      desk.toleranceEndsAt === null && tolerance !== null ? "nobody has stated when impact began" : null,
      failover === null ? "no plan with a failover covers it, or its duration is unknown" : null,
    ].filter((each) => each !== null);
    return <p className="desk-unknown">Not known: {missing.join("; ")}.</p>;
  }
  const left = (Date.parse(moment) - now) / 1000;
  const tone = left <= 0 ? "failed" : left < 600 ? "warning" : "running";
  return (
    <div className="desk-clock" data-tone={tone} role="timer" aria-live="off">
      <strong>{left <= 0 ? `${formatClock(-left)} too late` : formatClock(left)}</strong>
      <span>
        {left <= 0 ? "the latest responsible moment was " : "left until the latest responsible moment, "}
        <Instant at={moment} />
        {momentIsLatest ? "; some steps have no known duration, so it may be earlier" : ""}
      </span>
    </div>
  );
}

const believed = { yes: "ok", no: "failed", unknown: "not-verified" } as const;

function Grounds({ found }: { readonly found: Desk }) {
  const { desk, tolerance, failover, plan } = found;
  const { repair } = desk;
  return (
    <Facts
      rows={[
        ["Plan", plan === null ? "none covers this" : <RefLink key="plan" to={plan} />],
        [
          "Tolerance",
          tolerance === null ? null : (
            <span key="tolerance">
              {formatDuration(tolerance.seconds)} ({tolerance.kind.toUpperCase()} of{" "}
              <RefLink to={tolerance.of} isKindKnown />)
            </span>
          ),
        ],
        ["Failover, P90", failover === null ? null : formatDuration(failover.p90)],
        [
          "Repair in time",
          <span key="repair">
            <StatusMark
              kind={believed[repair.inTime]}
              word={repair.inTime === "unknown" ? "not known" : repair.inTime}
            />
            {repair.likelyReadyAt === null ? null : (
              <>
                {" "}
                likely <Instant at={repair.likelyReadyAt} />
                {repair.ratio > 1
                  ? `, stretched ${repair.ratio.toFixed(1)} times by ${repair.record} past estimates`
                  : ""}
              </>
            )}
          </span>,
        ],
        ["Failover instead of repair", readable(desk.infeasible.because)],
      ]}
    />
  );
}

/** Until when may one wait before the failover has to be declared, and can repair in time be believed? */
export function DeskPanel({ incident }: { readonly incident: Incident }) {
  const isOpen = incident.status === "open";
  const found = useDesk(incident.id, isOpen);
  if (!isOpen) return null;
  return (
    <Panel title="How long may we wait?">
      <div className="panel-body hf-stack">
        <ProblemNotice error={found.error} title="The desk cannot be worked out" />
        {found.data === undefined ? (
          found.error === null && (
            <Skeleton label="Forecasting the failover for the staffing of now" lines={4} />
          )
        ) : (
          <>
            <Countdown {...found.data} />
            <Grounds found={found.data} />
          </>
        )}
        <OrderAction incident={incident.id} form={estimateForm} />
      </div>
    </Panel>
  );
}
