import { actorName } from "#core/model/actor.ts";
import type { Grant } from "../../api/grants.ts";
import { Instant } from "../../ui/instant.tsx";
import { Panel } from "../../ui/panel.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { GrantActions } from "./grant-actions.tsx";
import { GrantCredential } from "./grant-credential.tsx";
import { grantMark } from "./grant-mark.ts";
import { useGrants } from "./grant-queries.ts";
import "./access-grants.css";

function GrantRow({ grant }: { readonly grant: Grant }) {
  const { origin, grantee, component, as, step, reason, approvedBy, until, trouble, status } = grant;
  return (
    <li>
      <div className="grant-head">
        <StatusMark {...grantMark(grant)} />
        {origin === "break-glass" ? <StatusMark kind="warning" word="break-glass" /> : null}
        {grant.reviewDue ? <StatusMark kind="person" word="to be reviewed" /> : null}
      </div>
      <p>
        <RefLink to={grantee} isKindKnown /> to <RefLink to={component} isKindKnown /> as {as.join(", ")}
        {step === null ? "" : `, step ${step}`}: {reason}
      </p>
      <p className="hf-dim">
        {approvedBy === null ? "" : `Approved by ${actorName(approvedBy)}. `}
        {status === "open" && until !== null ? (
          <>
            Until <Instant at={until} />.{" "}
          </>
        ) : null}
        {grant.end === null ? "" : `Ended: ${grant.end.reason}. `}
        {status === "revoked" ? `Sessions ended: ${grant.sessionsEnded}. ` : ""}
        {grant.uses.map(({ what }) => what).join("; ")}
        {grant.review === null ? "" : ` Reviewed: ${grant.review.verdict}, ${grant.review.note}.`}
      </p>
      {trouble === null ? null : <p className="hf-dim">{trouble.message}</p>}
      <GrantCredential grant={grant} />
      <GrantActions grant={grant} />
    </li>
  );
}

type Props = {
  readonly run: string;
  /** The step that is open; null shows what belongs to any. */
  readonly step: string | null;
};

/** Who is let into production for this run, or for a step of it, and what was seen of it; nothing while nobody was. */
export function GrantsPanel({ run, step }: Props) {
  const { data: all = [] } = useGrants(run);
  const grants = all.filter((grant) => step === null || grant.step === null || grant.step === step);
  if (grants.length === 0) return null;
  const open = grants.filter((grant) => grant.mayBeOpen).length;
  const aside = <span className="hf-dim">{open === 0 ? "none is open" : `${open} may be open`}</span>;
  return (
    <Panel title="Access to production" aside={aside}>
      <ul className="grants panel-body">
        {grants.map((grant) => (
          <GrantRow key={grant.id} grant={grant} />
        ))}
      </ul>
    </Panel>
  );
}
