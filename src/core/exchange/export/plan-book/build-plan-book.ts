import canonicalize from "canonicalize";
import type { DocumentOf, Estate } from "../../../model/estate.ts";
import { teamMembers } from "../../../model/team-members.ts";
import { bookSources, type BookSources } from "./book-sources.ts";
import { peopleTable, vendorTable } from "./contact-tables.ts";
import type { BookBlock, BookSection, PlanBook } from "./plan-book.ts";
import {
  activationSection,
  communicationSection,
  endSections,
  rolesSection,
  scopeSection,
} from "./plan-sections.ts";
import { bookSteps } from "./runbook-steps.ts";
import { nameOf, titleOf, whoText } from "./words.ts";

export type BookFacts = {
  /** `YYYY-MM-DD`. */
  readonly printedOn: string;
  /** SHA-256 of a text as UTF-8, in lower-case hexadecimal. */
  readonly sha256: (text: string) => string;
};

/** Makes the book of a plan: what is needed in the order in which it is needed (declare, call, do, tell, end). */
export function buildPlanBook(estate: Estate, plan: DocumentOf<"Plan">, facts: BookFacts): PlanBook {
  const sources = bookSources(estate, plan);
  const documents = sources.refs.map((ref) => estate.documents.get(ref)?.source ?? null);
  return {
    plan: plan.ref,
    title: plan.title,
    description: plan.spec.description,
    hash: facts.sha256(canonicalize(documents) ?? ""),
    printedOn: facts.printedOn,
    sources: sources.refs,
    missing: sources.missing,
    sections: [
      activationSection(estate, plan),
      scopeSection(estate, plan),
      rolesSection(estate, plan),
      contactsSection(estate, plan, sources),
      ...sources.runbooks.map((runbook) => runbookSection(estate, runbook)),
      communicationSection(estate, plan),
      ...endSections(estate, plan),
      signOffSection(estate, plan),
    ],
  };
}

function contactsSection(estate: Estate, plan: DocumentOf<"Plan">, sources: BookSources): BookSection {
  const blocks: BookBlock[] = [];
  if (sources.people.size > 0) blocks.push(peopleTable(estate, sources.people));
  if (sources.vendors.size > 0) {
    blocks.push({ type: "heading", text: "Vendors" }, vendorTable(estate, sources.vendors));
  }
  const needed = plan.spec.controlPath.map((ref) => nameOf(estate, ref));
  if (needed.length > 0) {
    blocks.push({ type: "heading", text: "Must work for this plan; try it first" });
    blocks.push({ type: "checklist", items: needed });
  }
  return { title: "Contacts", onOwnPage: true, blocks };
}

function runbookSection(estate: Estate, runbook: DocumentOf<"Runbook">): BookSection {
  const { spec, title, ref } = runbook;
  const members = teamMembers(estate);
  const rows = [
    ["Recovers", spec.recovers.map((one) => titleOf(estate, one)).join(", ")],
    ["From", spec.from === null ? "" : titleOf(estate, spec.from)],
    ["To", spec.to === null ? "" : titleOf(estate, spec.to)],
    ["Accountable", spec.accountable === null ? "" : whoText(estate, spec.accountable, members)],
  ] as const;
  return {
    title: `Runbook: ${title}`,
    onOwnPage: true,
    blocks: [
      ...(spec.description === null ? [] : [{ type: "text", text: spec.description } as const]),
      { type: "facts", rows: [["Runbook", ref], ...rows.filter(([, value]) => value !== "")] },
      { type: "signatures", lines: ["Started by"] },
      { type: "steps", steps: bookSteps(estate, spec) },
      { type: "signatures", lines: ["Finished, all verified, by"] },
      { type: "notes", lines: 4 },
    ],
  };
}

function signOffSection(estate: Estate, { spec }: DocumentOf<"Plan">): BookSection {
  const { review, signOffs, owner } = spec;
  const facts = [
    ["Owner", owner === null ? "" : titleOf(estate, owner)],
    ["Last reviewed", review?.lastOn ?? "never"],
  ] as const;
  const columns = [
    { title: "Signed by", share: 5 },
    { title: "On", share: 3 },
    { title: "Until", share: 3 },
    { title: "Revision", share: 5 },
  ];
  const rows = signOffs.map((one) => [
    titleOf(estate, one.by),
    one.on,
    one.expiresOn ?? "open",
    one.revision ?? "not given",
  ]);
  return {
    title: "Review and signatures",
    onOwnPage: false,
    blocks: [
      { type: "facts", rows: facts.filter(([, value]) => value !== "") },
      ...(rows.length > 0 ? [{ type: "table", columns, rows } as const] : []),
      { type: "signatures", lines: ["This printed copy checked by"] },
    ],
  };
}
