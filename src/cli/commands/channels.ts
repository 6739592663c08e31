import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { textTable } from "../text-table.ts";
import type { Verb } from "../verb.ts";

type Json = { readonly json?: boolean };

/** Ends with 1 when somebody could not be reached over a channel: none of its providers answers. */
async function show({ json }: Json, { client, stdout }: Context) {
  const { providers } = await resultOf(client.GET("/api/v1/channels"));
  if (json === true) {
    stdout.write(`${JSON.stringify({ providers }, null, 2)}\n`);
  } else if (providers.length === 0) {
    stdout.write("No provider is set up: start the server with --channels FILE, or nobody can be called.\n");
  } else {
    const rows = providers.map(({ provider, channel, answers, detail }) => [
      channel,
      provider,
      answers ? "answers" : "NO ANSWER",
      detail,
    ]);
    stdout.write(`${textTable([["channel", "provider", "state", "detail"], ...rows])}\n`);
  }
  return isSilent(providers) ? 1 : 0;
}

function isSilent(providers: readonly { readonly channel: string; readonly answers: boolean }[]): boolean {
  const answering = new Set(providers.filter(({ answers }) => answers).map(({ channel }) => channel));
  return providers.length === 0 || providers.some(({ channel }) => !answering.has(channel));
}

async function whom(id: string, { json, plan }: Json & { readonly plan?: string }, context: Context) {
  const query = plan === undefined ? {} : { plan };
  const found = await resultOf(
    context.client.GET("/api/v1/incidents/{incident}/callout-proposal", {
      params: { path: { incident: id }, query },
    }),
  );
  const text = found.demands.flatMap(demandLines).join("\n");
  context.stdout.write(`${json === true ? JSON.stringify(found, null, 2) : text}\n`);
  return 0;
}

function demandLines({ role, need, people }: Schemas["CalloutDemand"]): readonly string[] {
  return [
    `${role}: ${need} needed`,
    ...people.map(({ person, duty, channels }, index) => {
      const over = channels.length === 0 ? "NO ADDRESS" : channels.join(", ");
      return `  ${index + 1}. ${person}  ${duty === "unknown" ? "no roster" : duty}  ${over}`;
    }),
  ];
}

/** `holdfast channels`: whether anybody could be called now. */
export function addChannels(program: Command, verb: Verb): void {
  program
    .command("channels")
    .description(
      "whether the providers of mail, SMS and rooms answer; sends nothing, ends with 1 when a channel is dead",
    )
    .option("--json", "print JSON")
    .action(verb((context, options: Json) => show(options, context)));
}

/** `holdfast incident whom`: a dry run of a call-out. */
export function addWhom(incident: Command, verb: Verb): void {
  incident
    .command("whom <incident>")
    .description("whom a call-out would call, in which order, over which channels; nobody is called")
    .option("--plan <name>", "by this plan, not the first that covers it")
    .option("--json", "print JSON")
    .action(
      verb((context, id: string, options: Json & { readonly plan?: string }) => whom(id, options, context)),
    );
}
