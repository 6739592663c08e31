/**
 * The names under which answers are kept. What depends on who asks holds the actor last, so that all
 * of one kind can be named by leaving it out.
 */
export const queryKeys = {
  people: ["people"],
  runbooks: ["runbooks"],
  lab: ["lab"],
  runs: ["runs"],
  runsOf: (status: "open" | "finished", actor: string | null) => ["runs", status, actor],
  run: (id: string) => ["run", id],
  runFor: (id: string, actor: string | null) => ["run", id, actor],
  runEvents: (id: string) => ["run-events", id],
} as const;
