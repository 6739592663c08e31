import type { Readiness } from "../../api/entities.ts";
import { paths } from "../../paths.ts";
import { Instant } from "../../ui/instant.tsx";
import { Skeleton } from "../../ui/skeleton.tsx";
import { StatusMark, type StatusKind } from "../../ui/status-mark.tsx";
import { PageLink } from "../entity/page-link.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import "./answer-panel.css";

type Answer = Readiness["answer"];
type Reason = Answer["reasons"][number];

/** The answer in one mark: what is unknown is never drawn as good. */
const marks: { readonly [status in Answer["status"]]: { readonly kind: StatusKind; readonly word: string } } =
  {
    yes: { kind: "ok", word: "Yes" },
    partly: { kind: "failed", word: "Not all" },
    no: { kind: "failed", word: "No" },
    unknown: { kind: "warning", word: "Not known" },
    nothing: { kind: "not-verified", word: "No answer" },
  };

const tones: { readonly [tone in Reason["tone"]]: StatusKind } = {
  good: "ok",
  bad: "failed",
  open: "warning",
};

/** Where the evidence of a reason stands. */
const evidence: {
  readonly [about in Reason["about"]]: {
    readonly to: string;
    readonly search?: { readonly [name: string]: string };
  };
} = {
  late: { to: paths.estate, search: { kind: "service", standing: "late" } },
  unknown: { to: paths.estate, search: { kind: "service", standing: "unknown" } },
  good: { to: paths.estate, search: { kind: "service", standing: "good" } },
  none: { to: paths.estate, search: { kind: "service", standing: "none" } },
  measured: { to: paths.estate, search: { kind: "service", measured: "yes" } },
  unmeasured: { to: paths.estate, search: { kind: "service", measured: "no" } },
  errors: { to: paths.findings, search: { severity: "error" } },
  old: { to: paths.findings, search: { severity: "error" } },
  stale: { to: paths.documents },
};

const namedMost = 3;

function ReasonLine({ reason }: { readonly reason: Reason }) {
  const { about, tone, text, refs } = reason;
  // Good news needs no names; what is to be done is named, so that one can go there at once.
  const named = tone === "good" ? [] : refs.slice(0, namedMost);
  return (
    <li>
      <span className="status-mark" data-kind={tones[tone]} aria-hidden="true">
        <span className="status-symbol">{tone === "good" ? "●" : tone === "bad" ? "✕" : "▲"}</span>
      </span>
      <span>
        <PageLink {...evidence[about]}>{text}</PageLink>
        {named.length === 0 ? null : (
          <span className="answer-names">
            {named.map((ref) => (
              <RefLink key={ref} to={ref} isKindKnown />
            ))}
            {refs.length > named.length ? (
              <span className="hf-dim">and {refs.length - named.length} more</span>
            ) : null}
          </span>
        )}
      </span>
    </li>
  );
}

/** Can we recover today? One answer, and why. */
export function AnswerPanel({ readiness }: { readonly readiness: Readiness | undefined }) {
  if (readiness === undefined) {
    return (
      <section className="answer" aria-label="The answer">
        <Skeleton label="Working out whether everything can be recovered" lines={4} />
      </section>
    );
  }
  const { answer, at, number } = readiness;
  const mark = marks[answer.status];
  return (
    <section className="answer" data-status={answer.status} aria-label="The answer">
      <p className="answer-headline">
        <StatusMark {...mark} />
        <strong>{answer.headline.replace(/^(Yes|No|Not all of it|We do not know): /, "")}</strong>
      </p>
      <ul className="answer-reasons">
        {answer.reasons.map((reason) => (
          <ReasonLine key={reason.about} reason={reason} />
        ))}
      </ul>
      <p className="hf-dim hf-small">
        Worked out at <Instant at={at} /> from{" "}
        {number === null ? "documents that are not published" : `publication ${number}`} and every recorded
        run. In time means: nine recoveries in ten.
      </p>
    </section>
  );
}
