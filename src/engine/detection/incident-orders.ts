import type { DetectionEvent, ToldFailure, ToldOrigin, ToldRule } from "#core/detection/events.ts";
import type { Untold } from "#core/detection/state.ts";
import type { IncidentOrder } from "#core/incident/commands.ts";
import type { IncidentState } from "#core/incident/state.ts";
import type { Ref } from "#core/model/ref.ts";

const source = "detection";

/** What an incident is told of something that detection has decided. The same event gives the same orders. */
export function incidentOrders({ event }: Untold): readonly IncidentOrder[] {
  switch (event.type) {
    case "IncidentStarted":
      return started(event.data);
    case "IncidentJoined": {
      const { rules, failures, origins } = event.data;
      return [...attach(rules, "firing"), ...name(failures), ...originNote(origins, rules.length > 0)];
    }
    case "RuleCleared":
      return [note(`${event.data.rule} is well again since ${event.data.since}.`)];
    case "RuleFlapping":
      return [note(`${event.data.rule} flaps: its failure is held until a person acknowledges it.`)];
    case "RuleHeard":
      return [note(`${event.data.rule} is heard again since ${event.data.at}.`)];
    case "RuleRaised":
    case "RuleSilent":
    case "FlappingAcknowledged":
    case "AgentAdmitted":
    case "AgentRevoked":
    case "IncidentsTold":
      return [];
    default:
      return event satisfies never;
  }
}

/**
 * What an incident that goes on is told of the services that are down now: those it knows and those that have come. What a
 * person has stated is theirs to change.
 */
export function servicesOrder({ event }: Untold, { facts, opening }: IncidentState): IncidentOrder | null {
  if (event.type !== "IncidentJoined") return null;
  const stated = facts.get("services-affected");
  if (stated !== undefined && stated.source !== source) return null;
  const before = Array.isArray(stated?.value) ? (stated.value as Ref[]) : (opening?.services ?? []);
  const all = [...new Set([...before, ...(event.data.services ?? [])])];
  return all.length === before.length ? null : fact("services-affected", all);
}

type Started = Extract<DetectionEvent, { readonly type: "IncidentStarted" }>["data"];

function started(data: Started): readonly IncidentOrder[] {
  const { title, summary, detectedAt, services, components, regulations } = data;
  return [
    {
      type: "OpenIncident",
      data: {
        title,
        summary,
        mode: "live",
        openedBy: "signals",
        detectedAt,
        services,
        components,
        regulations,
        timeZone: "UTC",
      },
    },
    ...attach(data.rules, "firing"),
    ...name(data.failures),
    ...(data.impactBeganAt === null ? [] : [fact("impact-began-at", data.impactBeganAt)]),
    ...(services.length > 0 ? [fact("services-affected", [...services])] : []),
    ...originNote(data.origins, true),
  ];
}

/** What monitoring saw first is an estimate: a person who knows better states it anew. */
function fact(name: string, value: string | Ref[]): IncidentOrder {
  return { type: "StateFact", fact: name, value, estimate: true, source };
}

function attach(rules: readonly ToldRule[], status: "firing" | "resolved"): readonly IncidentOrder[] {
  if (rules.length === 0) return [];
  const signals = rules.map(({ id, at, title, about }) => ({
    id,
    at,
    title,
    source,
    component: about,
    status,
  }));
  return [{ type: "AttachSignals", signals, reason: "they crossed their thresholds" }];
}

const name = (failures: readonly ToldFailure[]): readonly IncidentOrder[] =>
  failures.map((data): IncidentOrder => ({ type: "NameFailure", data }));

function originNote(origins: readonly ToldOrigin[], isNews: boolean): readonly IncidentOrder[] {
  if (!isNews || origins.length === 0) return [];
  const ranked = origins.map(({ ref, because }, at) => `${at + 1}. ${ref}: ${because}`).join("\n");
  return [note(`Probable origin, the likeliest first:\n${ranked}`)];
}

const note = (text: string): IncidentOrder => ({ type: "NoteIncident", text, about: null });
