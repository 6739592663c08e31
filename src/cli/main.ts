import { Command } from "commander";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import packageManifest from "../../package.json" with { type: "json" };
import { addAccess } from "./commands/access.ts";
import { addAccount } from "./commands/account.ts";
import { addCheck } from "./commands/add-check.ts";
import { addAuthoring } from "./commands/authoring.ts";
import { addChannels } from "./commands/channels.ts";
import { bashCompletion } from "./commands/completion.ts";
import { addDetection } from "./commands/detection.ts";
import { addEvidence } from "./commands/evidence.ts";
import { addExport } from "./commands/export.ts";
import { addForecast } from "./commands/forecast.ts";
import { addHistory } from "./commands/history.ts";
import { addImpact } from "./commands/impact.ts";
import { addImport } from "./commands/import.ts";
import { addIncident } from "./commands/incident.ts";
import { addObjectives } from "./commands/objectives.ts";
import { addObserved } from "./commands/observed.ts";
import { addOperate } from "./commands/operate.ts";
import { addOrder } from "./commands/order.ts";
import { addProbe } from "./commands/probe.ts";
import { addPrograms } from "./commands/programs.ts";
import { addProposal } from "./commands/proposal.ts";
import { addPublished } from "./commands/published.ts";
import { addRestructure } from "./commands/restructure.ts";
import { addRules } from "./commands/rules.ts";
import { addRun } from "./commands/run.ts";
import { addSchedule } from "./commands/schedule.ts";
import { addSignals } from "./commands/signals.ts";
import { addSpof } from "./commands/spof.ts";
import { addToken } from "./commands/token.ts";
import { addWorkingCopy } from "./commands/working-copy.ts";
import { type Door, processDoor } from "./door.ts";
import { verbAt } from "./verb.ts";

const help = `
Data goes to stdout, messages to stderr. Ends with 0 ok, 1 findings or an objective
missed, 2 wrong usage, 3 server not reachable, 4 not allowed.
Environment: HOLDFAST_URL, HOLDFAST_ACTOR, HOLDFAST_TOKEN, HOLDFAST_DATA, NO_COLOR.`;

/** The command line: every verb, and what it is built of. */
export function buildProgram(door: Door = processDoor()): Command {
  const verb = verbAt(door);
  const program = new Command("holdfast")
    .description("Runs recoveries and proves them.")
    .version(packageManifest.version, "--version", "print the version")
    .option("--url <address>", "the server (HOLDFAST_URL, default http://127.0.0.1:7400)")
    .option("--as <person>", "who you are: person:NAME (HOLDFAST_ACTOR)")
    .enablePositionalOptions()
    .showHelpAfterError("(add --help for what there is)")
    .addHelpText("after", help)
    .configureOutput({
      writeOut: (text) => door.stdout.write(text),
      writeErr: (text) => door.stderr.write(text),
    })
    .exitOverride();
  const connectors = () => new Map(allConnectors.map((connector) => [connector.name, connector]));
  addCheck(program, verb, {
    catalogue: () => connectorCatalogue(allConnectors),
    connectors,
    version: packageManifest.version,
  });
  addRules(program, verb);
  addAuthoring(program, verb);
  addImpact(program, verb);
  addSpof(program, verb);
  addOrder(program, verb);
  addForecast(program, verb);
  addHistory(program, verb);
  addImport(program, verb);
  addObserved(program, verb);
  addExport(program, verb);
  addObjectives(program, verb);
  addSchedule(program, verb);
  addRun(program, verb);
  for (const add of [addIncident, addAccess]) add(program, verb);
  addSignals(program, verb);
  addChannels(program, verb);
  addDetection(program, verb);
  addProbe(program, verb, connectors);
  addEvidence(program, verb);
  addWorkingCopy(program, verb);
  addProposal(program, verb);
  addPublished(program, verb);
  addRestructure(program, verb);
  addPrograms(program, verb);
  addAccount(program, verb);
  addToken(program, verb);
  addOperate(program, verb);
  program
    .command("completion")
    .description("completion for bash (source it); zsh: after bashcompinit")
    .action(
      verb(({ stdout }) => {
        stdout.write(bashCompletion(program));
        return 0;
      }),
    );
  program
    .command("version")
    .description("print the version")
    .action(
      verb(({ stdout }) => {
        stdout.write(`${packageManifest.version}\n`);
        return 0;
      }),
    );
  return program;
}

/** commander has written what is wrong already; help and version are no mistakes. */
function isCommanderError(error: unknown): error is { readonly exitCode: number } {
  return error instanceof Error && "exitCode" in error && error.name === "CommanderError";
}

/** Carries one line of arguments out. */
export async function runProgram(args: readonly string[], door: Door): Promise<void> {
  try {
    await buildProgram(door).parseAsync(args, { from: "user" });
  } catch (error) {
    if (!isCommanderError(error)) throw error;
    door.endWith(error.exitCode === 0 ? 0 : 2);
  }
}

if (import.meta.main) await runProgram(process.argv.slice(2), processDoor());
