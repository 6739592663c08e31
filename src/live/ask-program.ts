import type { LookTask } from "#core/check/live/look.ts";
import type { Outcome } from "#core/model/outcome.ts";
import { callConnector } from "./call-connector.ts";
import type { Asking } from "./ask-postgres.ts";
import type { Seen } from "./look-ports.ts";

type ProgramTask = Extract<LookTask, { readonly type: "find-program" | "ask-version" }>;

/** Whether a program is there and may be run (it is not), or what it says to the question for its version. */
export async function askProgram(task: ProgramTask, { estate, ports, signal }: Asking): Promise<Seen> {
  const called = { target: task.component, program: task.program };
  if (task.type === "find-program") {
    const dryRun = { connector: "command", plan: "run", with: called };
    const outcome = await callConnector(estate, dryRun, ports, signal);
    return seenOf(outcome, "it is there and may be run", "command run, dry");
  }
  const asked = { ...called, arguments: task.arguments, stdoutIncludes: task.says };
  const outcome = await callConnector(
    estate,
    { connector: "command", check: "succeeds", with: asked },
    ports,
    signal,
  );
  return seenOf(outcome, "it says so", "command succeeds");
}

function seenOf(outcome: Outcome, good: string, by: string): Seen {
  if (outcome.status === "done") return { outcome: "holds", detail: good, by };
  // A program that is not there is unreachable to a run; to this question that is the answer.
  const isAnswer =
    outcome.status === "failed" || / is not there | is not a file| may not be executed/.test(outcome.message);
  return { outcome: isAnswer ? "does-not-hold" : "unknown", detail: outcome.message, by };
}
