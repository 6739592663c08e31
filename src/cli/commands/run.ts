import type { Command } from "commander";
import { Option } from "commander";
import { resultOf } from "#client/client.ts";
import { type RunMode, runModes } from "#core/model/run-plan.ts";
import { confirm } from "../confirm.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";
import { runListText, runText } from "../show-run.ts";
import { addRunCommands } from "./run-commands.ts";
import { readRun, watchRun } from "./watch-run.ts";

type Start = {
  readonly mode: RunMode;
  readonly reason: string;
  readonly watch?: boolean;
  readonly yes?: boolean;
} & {
  readonly json?: boolean;
};

async function start(runbook: string, options: Start, context: Context) {
  if (options.mode === "live") {
    await confirm(context, options.yes === true, runbook, `A live run of ${runbook} acts on real systems.`);
  }
  const { mode, reason } = options;
  const run = await resultOf(context.client.POST("/api/v1/runs", { body: { runbook, mode, reason } }));
  context.stderr.write(`holdfast: started run ${run.id}\n`);
  if (options.watch === true) return watchRun(run.id, context);
  context.stdout.write(options.json === true ? `${JSON.stringify(run, null, 2)}\n` : `${run.id}\n`);
  return 0;
}

type List = { readonly status?: "open" | "finished"; readonly limit: string; readonly json?: boolean };

async function list(options: List, { client, stdout }: Context) {
  const query = { limit: Number(options.limit), ...(options.status ? { status: options.status } : {}) };
  const page = await resultOf(client.GET("/api/v1/runs", { params: { query } }));
  stdout.write(`${options.json === true ? JSON.stringify(page, null, 2) : runListText(page.runs)}\n`);
  return 0;
}

async function show(run: string, options: { readonly json?: boolean }, context: Context) {
  const view = await readRun(context, run);
  context.stdout.write(`${options.json === true ? JSON.stringify(view, null, 2) : runText(view)}\n`);
  return 0;
}

/** `holdfast run …`: starts, shows and commands runs. */
export function addRun(program: Command, verb: Verb): void {
  const run = program.command("run").description("start, follow and command runs");
  run
    .command("start <runbook>")
    .description("start a runbook")
    .addOption(
      new Option("--mode <mode>", "how it touches the world").choices(runModes).makeOptionMandatory(),
    )
    .requiredOption("--reason <text>", "why; it stands in the record")
    .option("--watch", "follow it until it is over")
    .option("--yes", "do not ask before a live run")
    .option("--json", "print JSON")
    .action(verb((context, runbook: string, options: Start) => start(runbook, options, context)));
  run
    .command("list")
    .description("list runs, the newest first")
    .addOption(new Option("--status <status>", "only these").choices(["open", "finished"]))
    .option("--limit <n>", "how many", "50")
    .option("--json", "print JSON")
    .action(verb((context, options: List) => list(options, context)));
  run
    .command("show <run>")
    .description("show a run")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: { json?: boolean }) => show(id, options, context)));
  run
    .command("watch <run>")
    .description("follow a run until it is over (exit 1: not well, or objective missed)")
    .action(verb((context, id: string) => watchRun(id, context)));
  addRunCommands(run, verb);
}
