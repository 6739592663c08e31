import type { EntityRow, ServiceReadiness } from "../../api/entities.ts";
import type { DataColumn } from "../../ui/data-table-column.ts";
import { FindingsMark, findingsText } from "../entity/counts-mark.tsx";
import { RefLink } from "../entity/ref-link.tsx";
import { Seconds, secondsText } from "../entity/seconds-text.tsx";
import { StandingMark, standingWords } from "../entity/standing.tsx";
import { StatusMark } from "../../ui/status-mark.tsx";
import type { KindName } from "./estate-search.ts";

type Column = DataColumn<EntityRow>;

const title: Column = {
  id: "title",
  head: "Name",
  width: "26%",
  text: ({ title: text }) => text,
  cell: ({ ref, title: text }) => <RefLink to={ref} title={text} isKindKnown />,
};

function word(
  id: string,
  head: string,
  of: (row: EntityRow) => string | null,
  hideBelow?: 768 | 1100,
): Column {
  return {
    id,
    head,
    text: (row) => of(row) ?? "",
    sortBy: of,
    cell: (row) => {
      const text = of(row);
      return text === null ? <span className="hf-dim">–</span> : <bdi>{text}</bdi>;
    },
    ...(hideBelow === undefined ? {} : { hideBelow }),
  };
}

function figure(
  id: string,
  head: string,
  of: (row: EntityRow) => number | null,
  hideBelow?: 768 | 1100,
): Column {
  return {
    id,
    head,
    align: "end",
    text: (row) => String(of(row) ?? "–"),
    sortBy: of,
    ...(hideBelow === undefined ? {} : { hideBelow }),
  };
}

function seconds(id: string, head: string, of: (row: EntityRow) => number | null): Column {
  return {
    id,
    head,
    align: "end",
    hideBelow: 768,
    text: (row) => secondsText(of(row)),
    sortBy: of,
    cell: (row) => <Seconds value={of(row)} unknown="not set" />,
  };
}

function links(
  id: string,
  head: string,
  of: (row: EntityRow) => readonly string[],
  hideBelow: 768 | 1100 = 768,
): Column {
  return {
    id,
    head,
    hideBelow,
    text: (row) => of(row).join(", "),
    cell: (row) =>
      of(row).length === 0 ? (
        <span className="hf-dim">–</span>
      ) : (
        <span className="hf-row">
          {of(row).map((ref) => (
            <RefLink key={ref} to={ref} isKindKnown />
          ))}
        </span>
      ),
  };
}

const one = (ref: string | null) => (ref === null ? [] : [ref]);
const owner = links("owner", "Owner", ({ owner: ref }) => one(ref));
const sites = links("sites", "Sites", (row) => row.sites);
const reliesOn = figure("relies-on", "Relies on", (row) => row.reliesOn, 1100);
const reliedOnBy = figure("relied-on-by", "Relied on by", (row) => row.reliedOnBy, 768);
const about = (head: string) => links("about", head, (row) => one(row.about));
const type = (head: string) => word("type", head, (row) => row.type, 768);

/** How much worse than others: errors count more than any number of warnings. */
const badness = ({ findings, stale }: EntityRow) =>
  findings.error * 1e6 + findings.warning * 1e3 + findings.info + stale;

const wrong: Column = {
  id: "findings",
  head: "Findings",
  text: ({ findings, stale }) =>
    [findingsText(findings), stale > 0 ? `${stale} stale` : ""].filter(Boolean).join(", "),
  sortBy: badness,
  cell: ({ findings, stale }) => (
    <span className="hf-row">
      <FindingsMark findings={findings} />
      {stale > 0 ? <StatusMark kind="warning" word={`${stale} stale`} /> : null}
    </span>
  ),
};

function standing(services: ReadonlyMap<string, ServiceReadiness>): Column {
  const of = (row: EntityRow) => services.get(row.ref)?.standing ?? null;
  return {
    id: "standing",
    head: "Back in time?",
    text: (row) => {
      const known = of(row);
      return known === null ? "" : standingWords[known];
    },
    cell: (row) => {
      const known = of(row);
      return known === null ? <span className="hf-dim">…</span> : <StandingMark standing={known} />;
    },
  };
}

/** The columns that matter for a kind. */
export function kindColumns(
  kind: KindName,
  services: ReadonlyMap<string, ServiceReadiness>,
): readonly Column[] {
  return [title, ...ownColumns(kind, services), wrong];
}

function ownColumns(kind: KindName, services: ReadonlyMap<string, ServiceReadiness>): readonly Column[] {
  const rto = seconds("rto", "RTO", (row) => row.rtoSeconds);
  const rpo = seconds("rpo", "RPO", (row) => row.rpoSeconds);
  switch (kind) {
    case "service": {
      const tier = figure("tier", "Tier", (row) => row.tier);
      return [tier, standing(services), rto, rpo, type("Mode"), sites, owner, reliesOn, reliedOnBy];
    }
    case "component":
      return [type("Type"), sites, about("Vendor"), owner, reliesOn, reliedOnBy];
    case "site":
      return [type("Role"), figure("count", "Workplaces", (row) => row.count, 768), reliedOnBy, owner];
    case "vendor":
      return [figure("count", "Contacts", (row) => row.count, 768), reliedOnBy, owner];
    case "team":
      return [figure("count", "People", (row) => row.count), about("Lead"), reliedOnBy];
    case "person":
      return [
        links("teams", "Teams", (row) => row.teams),
        sites,
        about("Deputy"),
        word("day", "Contact confirmed", (row) => row.day),
      ];
    case "function":
      return [figure("tier", "Priority", (row) => row.tier), rto, rpo, owner, reliesOn];
    default:
      return recordColumns(kind, rpo);
  }
}

function recordColumns(kind: KindName, rpo: Column): readonly Column[] {
  const day = (head: string) => word("day", head, (row) => row.day);
  const count = (head: string) => figure("count", head, (row) => row.count, 768);
  switch (kind) {
    case "contract":
      return [about("Vendor"), day("Ends"), owner];
    case "protection":
      return [about("Protects"), type("Method"), { ...rpo, head: "Behind by at most" }, sites, owner];
    case "runbook":
      return [type("Purpose"), count("Steps"), sites, owner];
    case "plan":
      return [count("Covers"), owner];
    case "exercise":
      return [about("Plan"), type("Depth"), day("Day"), owner];
    case "assessment":
      return [about("Function"), day("Ends"), owner];
    case "assumption":
      return [day("Ends"), owner];
    case "risk":
      return [type("Treatment"), day("Review by"), owner];
    case "roster":
      return [about("Team"), owner];
    default:
      return [owner];
  }
}
