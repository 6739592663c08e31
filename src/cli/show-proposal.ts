import type { Schemas } from "#client/client.ts";
import { actorName } from "#core/model/actor.ts";
import { differenceText } from "./show-difference.ts";

const one = (count: number, noun: string) => `${count} ${noun}${count === 1 ? "" : "s"}`;

/** A proposal in a list. */
export function proposalLine(proposal: Omit<Schemas["ListedProposal"], "turn">): string {
  const { id, status, title, changes, authors, publishedAs } = proposal;
  const as = publishedAs === null ? "" : ` as ${publishedAs}`;
  return `${id}  ${status}${as}  ${title} (${one(changes, "document")}, by ${authors.map(actorName).join(", ")})`;
}

/** A proposal: what it changes, who has to approve it, and what stops it. */
export function proposalText(proposal: Schemas["Proposal"]): string {
  const { documents, requirements, objections, comments, reason, may } = proposal;
  const lines = [proposalLine(proposal)];
  if (reason !== "") lines.push(`  ${reason}`);
  for (const { ref, file, change, isInConflict } of documents.slice(0, 100)) {
    lines.push(`  ${change.padEnd(8)} ${ref ?? file}${isInConflict ? "  IN CONFLICT" : ""}`);
  }
  if (documents.length > 100) lines.push(`  … and ${documents.length - 100} more`);
  for (const { owner, documents: refs, approvedBy, note } of requirements) {
    const state = approvedBy.length > 0 ? `approved by ${approvedBy.join(", ")}` : "not yet approved";
    const about = refs.length > 3 ? one(refs.length, "document") : refs.join(", ");
    lines.push(`  ${owner ?? "anybody else"} (${about}): ${state}${note === null ? "" : `. ${note}`}`);
  }
  for (const { by, reason: why } of objections) lines.push(`  ${actorName(by)} asks for changes: ${why}`);
  for (const { by, text } of comments) lines.push(`  ${actorName(by)}: ${text}`);
  if (proposal.status === "open") lines.push(`  publish: ${may.publish ?? "possible now"}`);
  return lines.join("\n");
}

/** The three differences of a proposal: texts, findings, effects. */
export function differencesText(differences: Schemas["ProposalDifferences"], color: boolean): string {
  const { documents, check, effects } = differences;
  const parts = documents.map(({ ref, file, change, lines, conflict }) => {
    const shown = `${change} ${ref ?? file} (${file})\n${differenceText(lines, color)}`;
    return conflict === null ? shown : `${shown}\nIN CONFLICT: ${conflict.reason}\n${conflict.text ?? ""}`;
  });
  const found = (mark: string, list: readonly Schemas["Diagnostic"][]) =>
    list.map((each) => `${mark} ${each.severity} ${each.code} ${each.file}:${each.line} ${each.message}`);
  const checked = [
    `findings: ${check.added.length} new, ${check.fixed.length} fixed, ${check.kept} as before`,
    ...found("+", check.added),
    ...found("-", check.fixed),
  ];
  const sections = effects.map(({ title, effects: list }) =>
    [title, ...list.map((effect) => `  ${effect.direction}: ${effect.ref}: ${effect.text}`)].join("\n"),
  );
  const effect = sections.length > 0 ? sections.join("\n") : "no effect on objectives, protection or plans";
  return [...parts, checked.join("\n"), effect].join("\n\n");
}
