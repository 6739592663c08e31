/**
 * The names under which answers are kept. What depends on who asks holds the actor last, so that all
 * of one kind can be named by leaving it out.
 */
export const queryKeys = {
  people: ["people"],
  runbooks: ["runbooks"],
  lab: ["lab"],
  // What an answer about the whole estate was worked out from: documents and runs.
  readiness: ["readiness"],
  readinessFor: (after: number, actor: string | null) => ["readiness", after, actor],
  entities: ["entities"],
  entityList: (kind: string, actor: string | null) => ["entities", "list", kind, actor],
  entity: (ref: string, actor: string | null) => ["entities", "one", ref, actor],
  agenda: (days: number, actor: string | null) => ["entities", "agenda", days, actor],
  impactOf: (ref: string, actor: string | null) => ["entities", "impact", ref, actor],
  pointsOf: (ref: string, actor: string | null) => ["entities", "points", ref, actor],
  forecastOf: (runbook: string, actor: string | null) => ["readiness", "forecast", runbook, actor],
  findings: ["findings"],
  findingList: (filter: object, actor: string | null) => ["findings", "list", filter, actor],
  acceptedFindings: (actor: string | null) => ["findings", "accepted", actor],
  rule: (code: string) => ["rule", code],
  documents: ["documents"],
  // Under the documents: read anew when some are published.
  estateMap: (actor: string | null) => ["documents", "map", actor],
  documentSearch: (search: string, actor: string | null) => ["documents", "search", search, actor],
  documentList: (actor: string | null) => ["documents", "list", actor],
  documentTexts: (actor: string | null) => ["documents", "texts", actor],
  connectors: ["connectors"],
  document: (ref: string, actor: string | null) => ["documents", "one", ref, actor],
  stale: (actor: string | null) => ["documents", "stale", actor],
  // What was published once never changes.
  difference: (ref: string, from: number, to: number) => ["difference", ref, from, to],
  proposals: ["proposals"],
  proposalList: (actor: string | null) => ["proposals", "list", actor],
  proposal: (id: string, actor: string | null) => ["proposals", "one", id, actor],
  proposalDifferences: (id: string, content: string, version: number) => [
    "proposals",
    "differences",
    id,
    content,
    version,
  ],
  // All that rests on the published estate and on recorded runs; the rest of a key is the question itself.
  analysis: ["analysis"],
  analysisOf: (question: string, ...rest: readonly unknown[]) => ["analysis", question, ...rest],
  runs: ["runs"],
  runPages: (status: string, actor: string | null) => ["runs", "pages", status, actor],
  runbookPlan: (name: string) => ["runbooks", "plan", name],
  runbookForecast: (name: string) => ["runbooks", "forecast", name],
  runsOf: (status: "open" | "finished", actor: string | null) => ["runs", status, actor],
  runEvents: (id: string) => ["run-events", id],
} as const;
