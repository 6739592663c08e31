import type { Command } from "commander";
import { Option } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { differencesText, proposalLine, proposalText } from "../show-proposal.ts";
import type { Verb } from "../verb.ts";

type Json = { readonly json?: boolean };

function print<Value>({ stdout }: Context, { json }: Json, value: Value, text: (value: Value) => string): 0 {
  stdout.write(`${json === true ? JSON.stringify(value, null, 2) : text(value)}\n`);
  return 0;
}

type List = Json & { readonly status?: "open" | "published" | "withdrawn" };

async function list(options: List, context: Context) {
  const query = options.status === undefined ? {} : { status: options.status };
  const page = await resultOf(context.client.GET("/api/v1/proposals", { params: { query } }));
  return print(context, options, page, ({ proposals }) => proposals.map(proposalLine).join("\n"));
}

const pathOf = (proposal: string) => ({ params: { path: { proposal } } });

async function show(id: string, options: Json, context: Context) {
  const proposal = await resultOf(context.client.GET("/api/v1/proposals/{proposal}", pathOf(id)));
  return print(context, options, proposal, proposalText);
}

async function review(id: string, options: Json, context: Context) {
  const found = await resultOf(context.client.GET("/api/v1/proposals/{proposal}/differences", pathOf(id)));
  return print(context, options, found, (differences) => differencesText(differences, context.color));
}

type Call = (
  client: Context["client"],
  id: string,
  text: string,
) => Parameters<typeof resultOf<Schemas["Proposal"]>>[0];

/** Verbs that change a proposal; each answers the proposal after it. */
const verbs: readonly {
  readonly name: string;
  readonly description: string;
  /** What its text is called on the command line; null: it takes none. */
  readonly text: string | null;
  readonly call: Call;
}[] = [
  {
    name: "approve",
    description: "approve it for the owners you speak for",
    text: "note",
    call: (client, id, note) =>
      client.POST("/api/v1/proposals/{proposal}/approve", { ...pathOf(id), body: { note } }),
  },
  {
    name: "request-changes",
    description: "hold it until it is revised",
    text: "reason",
    call: (client, id, reason) =>
      client.POST("/api/v1/proposals/{proposal}/request-changes", { ...pathOf(id), body: { reason } }),
  },
  {
    name: "comment",
    description: "say something about it",
    text: "text",
    call: (client, id, text) =>
      client.POST("/api/v1/proposals/{proposal}/comment", { ...pathOf(id), body: { text, ref: null } }),
  },
  {
    name: "rebase",
    description: "put it on top of what was published since",
    text: null,
    call: (client, id) => client.POST("/api/v1/proposals/{proposal}/rebase", pathOf(id)),
  },
  {
    name: "publish",
    description: "make it the estate in use, whole or not at all",
    text: null,
    call: (client, id) => client.POST("/api/v1/proposals/{proposal}/publish", { ...pathOf(id), body: {} }),
  },
  {
    name: "withdraw",
    description: "end it unpublished",
    text: "reason",
    call: (client, id, reason) =>
      client.POST("/api/v1/proposals/{proposal}/withdraw", { ...pathOf(id), body: { reason } }),
  },
];

/** `holdfast proposal …`: changes of documents on their way to being published. */
export function addProposal(program: Command, verb: Verb): void {
  const proposal = program
    .command("proposal")
    .description("review, approve and publish changes of documents");
  proposal
    .command("list")
    .description("list proposals, the newest first")
    .addOption(new Option("--status <status>", "only these").choices(["open", "published", "withdrawn"]))
    .option("--json", "print JSON")
    .action(verb((context, options: List) => list(options, context)));
  proposal
    .command("show <proposal>")
    .description("what it changes, who has to approve it, and what stops it")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: Json) => show(id, options, context)));
  proposal
    .command("review <proposal>")
    .description("its differences: of texts, of findings, and of what the estate can do")
    .option("--json", "print JSON")
    .action(verb((context, id: string, options: Json) => review(id, options, context)));
  for (const { name, description, text, call } of verbs) {
    const command = proposal.command(`${name} <proposal>`).description(description);
    if (text !== null) command.option(`--${text} <text>`, "stands in the record", "");
    command.option("--json", "print JSON").action(
      verb(async (context, id: string, options: Json & { readonly [option: string]: unknown }) => {
        const said = text === null ? "" : String(options[text] ?? "");
        return print(context, options, await resultOf(call(context.client, id, said)), proposalText);
      }),
    );
  }
}
