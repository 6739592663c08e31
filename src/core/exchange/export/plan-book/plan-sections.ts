import { type DocumentOf, type Estate, findDocument } from "../../../model/estate.ts";
import type { Communication } from "../../../model/plan.ts";
import { parseRef, type Ref } from "../../../model/ref.ts";
import type { Objectives } from "../../../model/service.ts";
import { teamMembers } from "../../../model/team-members.ts";
import type { BookBlock, BookSection } from "./plan-book.ts";
import { lengthText, nameOf, titleOf, whoText } from "./words.ts";

type Plan = DocumentOf<"Plan">;

const emptyText = "The plan does not say it.";

/** What this is about, on one page: what is protected, against what, and how fast it must be back. */
export function scopeSection(estate: Estate, { spec }: Plan): BookSection {
  const rows = spec.covers.map((ref) => {
    const document = estate.documents.get(ref);
    const objectives =
      document?.kind === "Service" || document?.kind === "Function" ? document.spec.objectives : null;
    return [nameOf(estate, ref), ...objectiveTexts(objectives)];
  });
  const columns = [
    { title: "What", share: 6 },
    { title: "Back within (RTO)", share: 3 },
    { title: "Data lost at most (RPO)", share: 3 },
    { title: "Bearable at most (MTD)", share: 3 },
  ];
  const scenarios = spec.scenarios.map((ref) => scenarioText(estate, ref));
  return {
    title: "What this plan is for",
    onOwnPage: false,
    blocks: [
      ...(spec.description === null ? [] : [{ type: "text", text: spec.description } as const]),
      { type: "table", columns, rows },
      ...(scenarios.length > 0
        ? [{ type: "heading", text: "Scenarios" } as const, { type: "checklist", items: scenarios } as const]
        : []),
    ],
  };
}

function objectiveTexts(objectives: Objectives | null): readonly string[] {
  const values = [objectives?.rtoSeconds, objectives?.rpoSeconds, objectives?.mtdSeconds];
  return values.map((seconds) => (typeof seconds === "number" ? lengthText(seconds) : "not set"));
}

function scenarioText(estate: Estate, ref: Ref): string {
  const scenario = findDocument(estate, "Scenario", parseRef(ref)?.name ?? "");
  if (!scenario) return ref;
  const { fails, suspect, missing } = scenario.spec;
  const parts = [
    fails.length > 0 ? `lost: ${fails.map((one) => titleOf(estate, one)).join(", ")}` : "",
    suspect && suspect.data.length > 0
      ? `do not trust: ${suspect.data.map((one) => titleOf(estate, one)).join(", ")}`
      : "",
    missing.length > 0 ? `missing: ${missing.map((one) => titleOf(estate, one)).join(", ")}` : "",
  ].filter((part) => part !== "");
  return parts.length > 0 ? `${scenario.title} (${parts.join("; ")})` : scenario.title;
}

/** When to begin, and on whose word. */
export function activationSection(estate: Estate, { spec }: Plan): BookSection {
  const members = teamMembers(estate);
  const criteria = spec.activation?.criteria ?? [];
  const declarers = (spec.authority?.declare ?? []).map(({ who, afterSeconds }, index) => {
    const waits =
      afterSeconds === null || afterSeconds === 0 ? "at once" : `after ${lengthText(afterSeconds)}`;
    return [`${index + 1}`, whoText(estate, who, members), index === 0 ? "at once" : waits];
  });
  const quorum = spec.authority?.quorum ?? 1;
  const lines = Array.from({ length: quorum }, (_, index) =>
    quorum === 1 ? "Declared by" : `Declared by (${index + 1} of ${quorum})`,
  );
  return {
    title: "Declare",
    onOwnPage: false,
    blocks: [
      { type: "heading", text: "Begin when" },
      criteria.length > 0
        ? {
            type: "checklist",
            items: criteria.map(({ text, monitor }) =>
              monitor === null ? text : `${text} (shown by ${nameOf(estate, monitor)})`,
            ),
          }
        : { type: "text", text: emptyText },
      { type: "heading", text: "Who may declare; the next when nobody before has answered" },
      declarers.length > 0
        ? {
            type: "table",
            columns: [
              { title: "", share: 1 },
              { title: "Who", share: 11 },
              { title: "May declare", share: 4 },
            ],
            rows: declarers,
          }
        : { type: "text", text: emptyText },
      { type: "signatures", lines },
    ],
  };
}

/** Who plays which part, and who does what. */
export function rolesSection(estate: Estate, { spec }: Plan): BookSection {
  const members = teamMembers(estate);
  const names = (refs: readonly Ref[]) => refs.map((ref) => titleOf(estate, ref)).join(", ");
  const blocks: BookBlock[] = [];
  if (spec.roles.length > 0) {
    blocks.push({
      type: "table",
      columns: [
        { title: "Role", share: 3 },
        { title: "Holder", share: 5 },
        { title: "Deputies", share: 5 },
        { title: "Today it is", share: 3 },
      ],
      rows: spec.roles.map(({ role, holder, deputies }) => [
        role,
        holder === null ? "nobody" : whoText(estate, holder, members),
        deputies.map((deputy) => whoText(estate, deputy, members)).join("\n"),
        "",
      ]),
    });
  }
  if (spec.raci.length > 0) {
    blocks.push({ type: "heading", text: "Tasks" });
    blocks.push({
      type: "table",
      columns: ["Task", "Accountable", "Responsible", "Consulted", "Informed"].map((title) => ({
        title,
        share: 3,
      })),
      rows: spec.raci.map((row) => [
        row.task,
        names(row.accountable),
        names(row.responsible),
        names(row.consulted),
        names(row.informed),
      ]),
    });
  }
  return { title: "Roles", onOwnPage: false, blocks: blocks.length > 0 ? blocks : [missing] };
}

const missing: BookBlock = { type: "text", text: emptyText };

/** Who is told what, by whom, how often. */
export function communicationSection(estate: Estate, { spec }: Plan): BookSection {
  const blocks = spec.communication.flatMap((one): readonly BookBlock[] => [
    { type: "heading", text: one.audience },
    { type: "facts", rows: communicationFacts(estate, one) },
    ...(one.template === null ? [] : [{ type: "text", text: `“${one.template}”` } as const]),
    { type: "signatures", lines: ["First message sent by"] },
  ]);
  return { title: "Communication", onOwnPage: false, blocks: blocks.length > 0 ? blocks : [missing] };
}

function communicationFacts(
  estate: Estate,
  one: Communication,
): readonly (readonly [label: string, value: string])[] {
  const members = teamMembers(estate);
  const facts: (readonly [string, string | null])[] = [
    ["Channel", one.channel],
    ["By way of", one.provider === null ? null : titleOf(estate, one.provider)],
    ["Sent by", one.responsible === null ? null : whoText(estate, one.responsible, members)],
    ["Approved by", one.approver === null ? null : whoText(estate, one.approver, members)],
    ["First within", one.deadlineSeconds === null ? null : lengthText(one.deadlineSeconds)],
    ["Then every", one.cadenceSeconds === null ? null : lengthText(one.cadenceSeconds)],
    ["Demanded by", one.regulation],
  ];
  return facts.flatMap(([label, value]) => (value === null ? [] : [[label, value] as const]));
}

/** How people get by, what must work, and how it ends. */
export function endSections(estate: Estate, { spec }: Plan): readonly BookSection[] {
  const sections: BookSection[] = [];
  const add = (title: string, blocks: readonly BookBlock[]) =>
    sections.push({ title, onOwnPage: false, blocks });
  const { workarounds, returnToNormal, standDown, authority } = spec;
  if (workarounds.length > 0) {
    const columns = [
      { title: "Without", share: 4 },
      { title: "Get by like this", share: 9 },
    ];
    const rows = workarounds.map((one) => [titleOf(estate, one.for), one.text]);
    add("Workarounds", [{ type: "table", columns, rows }]);
  }
  const back = (returnToNormal?.runbooks ?? []).map((ref) => `Carry out: ${titleOf(estate, ref)}`);
  add("Return to normal", [
    ...(returnToNormal?.text ? [{ type: "text", text: returnToNormal.text } as const] : []),
    ...(back.length > 0 ? [{ type: "checklist", items: back } as const] : []),
    ...(returnToNormal ? [] : [missing]),
  ]);
  const ending = authority?.standDown ? ` for ${titleOf(estate, authority.standDown)}` : "";
  add("Stand down", [
    standDown && standDown.criteria.length > 0 ? { type: "checklist", items: standDown.criteria } : missing,
    { type: "signatures", lines: [`Declared over${ending}`, "Handed over to operations, accepted by"] },
  ]);
  return sections;
}
