import type { Schemas } from "#client/client.ts";
import { actorName } from "#core/model/actor.ts";

type Grant = Schemas["AccessGrant"];

const whatOf = ({ component, as, connector }: Grant) => `${component} as ${as.join(", ")} (${connector})`;

/** A grant in a list. */
export function grantLine(grant: Grant): string {
  const { id, status, grantee, until, alarming, reviewDue } = grant;
  const marks = [
    alarming ? "MAY STILL BE OPEN" : "",
    reviewDue ? "to be reviewed" : "",
    until !== null && status === "open" ? `until ${until}` : "",
  ].filter((mark) => mark !== "");
  return [id, status.padEnd(10), grantee, whatOf(grant), ...marks].join("  ");
}

/** A grant for a person: what, for whom, how far it has come, what was seen. */
export function grantText(grant: Grant): string {
  const { id, status, origin, grantee, run, step, reason, approver, approvedBy, until, end, trouble } = grant;
  const lines = [
    `${id}  ${status}${origin === "break-glass" ? "  (BREAK-GLASS)" : ""}`,
    `  ${grantee} to ${whatOf(grant)}`,
    `  run ${run}${step === null ? "" : `, step ${step}`}: ${reason}`,
  ];
  if (grant.alarming) lines.push("  ALARM: it should be closed, and nobody can say that it is");
  if (status === "asked") lines.push(`  waits for ${approver ?? "an approver or commander"}`);
  if (approvedBy !== null) lines.push(`  approved by ${actorName(approvedBy)}`);
  if (until !== null) lines.push(`  until ${until}`);
  if (grant.credential !== null)
    lines.push(`  collected ${grant.credential.issuedAt}: ${grant.credential.reference}`);
  if (trouble !== null) {
    const next = trouble.retryAt === null ? "given up" : `next try ${trouble.retryAt}`;
    lines.push(`  trouble: ${trouble.message} (${next})`);
  }
  if (end !== null) lines.push(`  ended by ${actorName(end.by)}: ${end.reason}`);
  if (grant.revokedAt !== null)
    lines.push(`  revoked ${grant.revokedAt}, sessions ended: ${grant.sessionsEnded}`);
  for (const { what, from, since } of grant.uses)
    lines.push(
      `    ${what}${from === null ? "" : ` from ${from}`}${since === null ? "" : ` since ${since}`}`,
    );
  if (grant.reviewDue) lines.push("  somebody else still has to review it");
  if (grant.review !== null)
    lines.push(`  reviewed by ${actorName(grant.review.by)}: ${grant.review.verdict}, ${grant.review.note}`);
  return lines.join("\n");
}
