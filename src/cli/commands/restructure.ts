import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { proposalText } from "../show-proposal.ts";
import type { Verb } from "../verb.ts";
import { refOf } from "./published.ts";

type Options = {
  readonly propose?: boolean;
  readonly title?: string;
  readonly reason: string;
  readonly json?: boolean;
  readonly only?: readonly string[];
};

type Body = Schemas["Restructuring"];

function planText({ touched, undecided, plans, changes }: Schemas["RestructuringPlan"]): string {
  const place = ({ ref, path, text }: Schemas["RestructuredPlace"]) =>
    `  ${ref}${path === "" ? "" : ` ${path}`}: ${text}`;
  return [
    `${changes.length} documents would be changed, at ${touched.length} places:`,
    ...touched.map(place),
    `to be decided or read by you: ${undecided.length}`,
    ...undecided.map(place),
    `plans and runbooks concerned: ${plans.length === 0 ? "none" : plans.join(", ")}`,
  ].join("\n");
}

/** Shows everything that a restructuring would touch, and proposes it only when told to. */
async function restructure(body: Body, title: string, options: Options, context: Context): Promise<number> {
  const { client, stdout, stderr } = context;
  const plan = await resultOf(client.POST("/api/v1/restructurings", { body }));
  const isJson = options.json === true;
  if (options.propose !== true) {
    stdout.write(`${isJson ? JSON.stringify(plan, null, 2) : planText(plan)}\n`);
    stderr.write("holdfast: nothing was done (dry run); add --propose to open a proposal of it\n");
    return 0;
  }
  if (!isJson) stderr.write(`${planText(plan)}\n`);
  const { reason } = options;
  const proposal = await resultOf(
    client.POST("/api/v1/proposals", {
      body: { title: options.title ?? title, reason, changes: [...plan.changes] },
    }),
  );
  stderr.write(`holdfast: opened proposal ${proposal.id}\n`);
  stdout.write(`${isJson ? JSON.stringify(proposal, null, 2) : proposalText(proposal)}\n`);
  return 0;
}

function withOptions(command: Command): Command {
  return command
    .option("--propose", "open a proposal of it; without, only show what would be touched")
    .option("--title <text>", "title of the proposal")
    .option("--reason <text>", "why; it stands in the record", "")
    .option("--json", "print JSON");
}

/** `holdfast rename`, `split`, `merge`, `divest`, `move`: of published documents, with all that refers to them. */
export function addRestructure(program: Command, verb: Verb): void {
  withOptions(program.command("rename <from> <to>"))
    .description("give a document another name, everywhere")
    .action(
      verb((context, from: string, to: string, options: Options) =>
        restructure(
          { type: "rename", from: refOf(from), to: refOf(to) },
          `Rename ${from} to ${to}`,
          options,
          context,
        ),
      ),
    );
  withOptions(program.command("split <from> <into...>"))
    .description("make several of one; who relied on it relies on all of them")
    .action(
      verb((context, from: string, into: readonly string[], options: Options) =>
        restructure(
          { type: "split", from: refOf(from), into: into.map(refOf) },
          `Split ${from} into ${into.join(", ")}`,
          options,
          context,
        ),
      ),
    );
  withOptions(program.command("merge <into> <from...>"))
    .description("make one of several; the first stays")
    .action(
      verb((context, into: string, from: readonly string[], options: Options) =>
        restructure(
          { type: "merge", into: refOf(into), from: from.map(refOf) },
          `Merge ${from.join(", ")} into ${into}`,
          options,
          context,
        ),
      ),
    );
  withOptions(program.command("divest <refs...>"))
    .description("take documents out of the estate, and out of all lists that name them")
    .action(
      verb((context, refs: readonly string[], options: Options) =>
        restructure({ type: "divest", refs: refs.map(refOf) }, `Divest ${refs.join(", ")}`, options, context),
      ),
    );
  withOptions(program.command("move <from> <to>"))
    .description("take what is at a site, or belongs to an owner, to another")
    .option("--only <refs...>", "only these documents")
    .action(
      verb((context, from: string, to: string, options: Options) => {
        const only = options.only === undefined ? null : options.only.map(refOf);
        const body: Body = { type: "move", from: refOf(from), to: refOf(to), only };
        return restructure(body, `Move from ${from} to ${to}`, options, context);
      }),
    );
}
