import type { IncidentOrder, IncidentRefusal } from "./commands.ts";
import { type Draft, needReason, refuse } from "./draft.ts";
import { factFault, isFactName } from "./facts.ts";
import { classify } from "./severity.ts";

type Order<Type extends IncidentOrder["type"]> = Extract<IncidentOrder, { readonly type: Type }>;

/** Opens an incident; what it is judged by comes afterwards, fact by fact. */
export function openIncident(draft: Draft, { data }: Order<"OpenIncident">): IncidentRefusal | null {
  if (draft.state.status !== "none") {
    return refuse("incident-exists", "An incident with this id has been opened already.");
  }
  if (data.title.trim() === "") return refuse("reason-missing", "Give the incident a title.");
  draft.emit({ type: "IncidentOpened", data });
  reclassify(draft);
  return null;
}

/** Adds signals that belong to it, and tells when one of them has changed. */
export function attachSignals(
  draft: Draft,
  { signals, reason }: Order<"AttachSignals">,
): IncidentRefusal | null {
  const news = signals.filter((signal) => {
    const known = draft.state.signals.get(signal.id);
    return known === undefined || known.status !== signal.status;
  });
  if (news.length > 0) draft.emit({ type: "SignalsAttached", data: { signals: news, reason } });
  return null;
}

/** Names what has failed, from what several witnesses say; the same verdict is recorded once. */
export function nameFailure(draft: Draft, { data }: Order<"NameFailure">): IncidentRefusal | null {
  const last = draft.state.failures.findLast(({ component }) => component === data.component);
  const isSame =
    last !== undefined &&
    last.name === data.name &&
    JSON.stringify(last.witnesses) === JSON.stringify(data.witnesses);
  if (!isSame) draft.emit({ type: "FailureNamed", data });
  return null;
}

/** States a fact, by whom and whether it is an estimate, and classifies anew. */
export function stateFact(draft: Draft, command: Order<"StateFact">): IncidentRefusal | null {
  const { fact, value, estimate, source } = command;
  if (!isFactName(fact)) return refuse("fact-invalid", `There is no fact ${fact}.`);
  const fault = factFault(fact, value);
  if (fault !== null) return refuse("fact-invalid", fault);
  const before = draft.state.facts.get(fact);
  const isSame =
    before !== undefined &&
    before.estimate === estimate &&
    before.source === source &&
    JSON.stringify(before.value) === JSON.stringify(value);
  if (isSame) return null;
  draft.emit({ type: "FactStated", data: { fact, value, estimate, source } });
  reclassify(draft);
  return null;
}

/** Severity follows from the facts each time one changes; who wants another severity states another fact. */
function reclassify(draft: Draft): void {
  const { severity, escalation, matched, unknown } = classify(draft.state.facts);
  const before = draft.state.severity;
  const isSame =
    before !== null &&
    before.severity === severity &&
    JSON.stringify(before.matched) === JSON.stringify(matched);
  if (!isSame) draft.emit({ type: "SeverityClassified", data: { severity, escalation, matched, unknown } });
}

/** Ends a declared disaster. `authority` is whom the plan lets do it, null when it names nobody. */
export function standDown(draft: Draft, command: Order<"StandDown">): IncidentRefusal | null {
  const { reason, authority, criteria } = command;
  const missing = needReason(reason);
  if (missing) return missing;
  if (draft.state.status !== "declared") {
    return refuse("incident-status", "Only a declared disaster is stood down.");
  }
  const { actor } = draft;
  const isTheirs =
    authority !== null &&
    actor.type === "person" &&
    (actor.ref === authority || actor.teams.includes(authority));
  if (authority !== null && !isTheirs) {
    return refuse("not-authorised", `Only ${authority} may end it: the plan says so.`);
  }
  draft.emit({ type: "StoodDown", data: { reason, criteria } });
  return null;
}

/** Closes an incident that is not, or no longer, a declared disaster. */
export function closeIncident(
  draft: Draft,
  { reason, result }: Order<"CloseIncident">,
): IncidentRefusal | null {
  const missing = needReason(reason);
  if (missing) return missing;
  const { status } = draft.state;
  if (status === "declared") {
    return refuse("incident-status", "A disaster is declared: it is stood down before it is closed.");
  }
  if (status === "closed") return refuse("incident-status", "The incident is closed already.");
  draft.emit({ type: "IncidentClosed", data: { reason, result } });
  return null;
}

/** Opens a closed incident again, where it was. */
export function reopenIncident(draft: Draft, { reason }: Order<"ReopenIncident">): IncidentRefusal | null {
  const missing = needReason(reason);
  if (missing) return missing;
  if (draft.state.status !== "closed") return refuse("incident-status", "The incident is not closed.");
  draft.emit({ type: "IncidentReopened", data: { reason } });
  return null;
}

/** Puts a correction beside an entry of the log; the entry itself stays. */
export function correctEntry(draft: Draft, command: Order<"CorrectEntry">): IncidentRefusal | null {
  const { version, lastVersion, text, reason } = command;
  const missing = needReason(reason);
  if (missing) return missing;
  if (version < 1 || version > lastVersion) {
    return refuse("entry-missing", `The log has entries 1 to ${lastVersion}; there is no entry ${version}.`);
  }
  if (text.trim() === "") return refuse("reason-missing", "Say what is right instead.");
  draft.emit({ type: "EntryCorrected", data: { version, text, reason } });
  return null;
}
