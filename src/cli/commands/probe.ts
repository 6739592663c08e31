import { setTimeout as sleep } from "node:timers/promises";
import { type Command, InvalidArgumentError } from "commander";
import { ApiProblem, resultOf, ServerUnreachable } from "#client/client.ts";
import { readSecret } from "#estate/read-secret.ts";
import { lookOnce, type ProbeTask } from "#live/probe/look-once.ts";
import { type Delivery, runProbeAgent, type SentLook } from "#live/probe/probe-agent.ts";
import type { LookPorts } from "#live/look-ports.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";

type Options = {
  readonly vantage: string;
  readonly secrets?: string;
  readonly atOnce: number;
  readonly once?: boolean;
};

const now = () => new Date().toISOString();

async function tasksOf({ client }: Context, vantage: string): Promise<readonly ProbeTask[]> {
  const found = await resultOf(client.GET("/intake/probes", { params: { query: { vantage } } }));
  return found.tasks;
}

/** The server's refusals that end with the looks themselves; a token can be put right while they wait. */
const refusedForGood: ReadonlySet<number> = new Set([400, 413, 422]);

async function deliver({ client }: Context, vantage: string, looks: readonly SentLook[]): Promise<Delivery> {
  try {
    await resultOf(
      client.POST("/intake/observations", { body: { vantage, sentAt: now(), observations: [...looks] } }),
    );
    return "taken";
  } catch (error) {
    if (error instanceof ApiProblem) return refusedForGood.has(error.problem.status) ? "refused" : "later";
    if (error instanceof ServerUnreachable) return "later";
    throw error;
  }
}

async function run(options: Options, connectors: LookPorts["connectors"], context: Context): Promise<0 | 1> {
  const { vantage, atOnce, secrets = process.cwd() } = options;
  const ports = {
    connectors,
    readSecret: (reference: string) => readSecret(reference, secrets),
    now,
    atOnce,
    tasks: () => tasksOf(context, vantage),
    deliver: (looks: readonly SentLook[]) => deliver(context, vantage, looks),
    sleep: (seconds: number, signal: AbortSignal) =>
      sleep(seconds * 1000, undefined, { signal }).catch(() => {}),
    monotonicSeconds: () => performance.now() / 1000,
    onNews: (line: string) => context.stderr.write(`holdfast probe ${vantage}: ${line}\n`),
  };
  if (options.once === true) return lookAtAll(ports, context);
  const stopping = new AbortController();
  const stop = () => stopping.abort();
  process.once("SIGTERM", stop);
  process.once("SIGINT", stop);
  await runProbeAgent(ports, stopping.signal);
  return 0;
}

const onceSeconds = 30;

/** Looks at everything once and prints it; nothing is sent. */
async function lookAtAll(
  ports: Pick<LookPorts, "connectors" | "readSecret"> & {
    readonly tasks: () => Promise<readonly ProbeTask[]>;
  },
  { stdout }: Context,
): Promise<0 | 1> {
  const seen = await Promise.all(
    (await ports.tasks()).map(async (task) => {
      const sight = await lookOnce(task, ports, AbortSignal.timeout(onceSeconds * 1000));
      stdout.write(`${sight.says.padEnd(8)}  ${task.monitor}  ${sight.detail}\n`);
      return sight.says;
    }),
  );
  return seen.includes("failing") ? 1 : 0;
}

function vantageOf(text: string): string {
  if (/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(text)) return text;
  throw new InvalidArgumentError("a name, such as east-1");
}

function countOf(text: string): number {
  const count = Number(text);
  if (Number.isInteger(count) && count > 0) return count;
  throw new InvalidArgumentError("a whole number above 0");
}

/** `holdfast probe`: an agent that looks from where it runs. */
export function addProbe(program: Command, verb: Verb, connectors: () => LookPorts["connectors"]): void {
  program
    .command("probe")
    .description("look at what monitors watch from here, and hand in what is seen, until stopped")
    .requiredOption("--vantage <name>", "the name of this vantage point", vantageOf)
    .option("--secrets <folder>", "where relative paths of secrets count from (default: here)")
    .option("--at-once <n>", "how many looks are made at once", countOf, 16)
    .option("--once", "look at everything once, print it and send nothing (exit 1: something fails)")
    .addHelpText("after", "\nThe token of the agent comes from HOLDFAST_TOKEN: see holdfast detection admit.")
    .action(verb((context, options: Options) => run(options, connectors(), context)));
}
