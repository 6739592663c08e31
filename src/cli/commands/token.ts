import type { Command } from "commander";
import { createApiClient, resultOf } from "#client/client.ts";
import { isRef } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import { printable } from "../printable.ts";
import { textTable } from "../text-table.ts";
import type { Verb } from "../verb.ts";
import { defaultData, operatorToken } from "./operate.ts";

type Options = { readonly data: string; readonly json?: boolean };

const operatorClient = ({ baseUrl }: Context, data: string) => {
  const token = operatorToken(data);
  return createApiClient({ baseUrl, token: () => token });
};

function daysOf(text: string | undefined): { readonly days?: number } {
  if (text === undefined) return {};
  const days = Number(text);
  if (Number.isInteger(days) && days > 0) return { days };
  throw new UsageError(`--days ${text}: a whole number of days`);
}

type Create = Options & { readonly name?: string; readonly days?: string };

async function create(options: Create, context: Context) {
  const person = context.actor ?? "";
  if (!isRef(person)) throw new UsageError("say for whom: --as person:NAME");
  const name = options.name === undefined ? {} : { name: options.name };
  const body = { person, ...name, ...daysOf(options.days) };
  const made = await resultOf(operatorClient(context, options.data).POST("/api/v1/tokens", { body }));
  context.stdout.write(options.json === true ? `${JSON.stringify(made, null, 2)}\n` : `${made.token}\n`);
  return 0;
}

async function list(options: Options, context: Context) {
  // With a token of one's own: one's own tokens.
  const client = context.token === null ? operatorClient(context, options.data) : context.client;
  const found = await resultOf(client.GET("/api/v1/tokens"));
  const rows = found.tokens.map(({ id, person, name, createdAt, expiresAt, usedAt }) => [
    id,
    person,
    printable(name) || "—",
    createdAt,
    expiresAt ?? "never",
    usedAt ?? "never",
  ]);
  const text = textTable([["ID", "PERSON", "NAME", "MADE", "EXPIRES", "LAST USED"], ...rows]);
  context.stdout.write(`${options.json === true ? JSON.stringify(found, null, 2) : text}\n`);
  return 0;
}

async function revoke(id: string, options: Options, context: Context) {
  const client = context.token === null ? operatorClient(context, options.data) : context.client;
  await resultOf(client.POST("/api/v1/tokens/{token}/revoke", { params: { path: { token: id } } }));
  context.stderr.write(`holdfast: ${id} lets nobody in any more\n`);
  return 0;
}

/** `holdfast token …`: bearer tokens of people, for the command line. */
export function addToken(program: Command, verb: Verb): void {
  const token = program.command("token").description("bearer tokens of people");
  const make = (name: string, description: string) =>
    token
      .command(name)
      .description(description)
      .option("--data <folder>", "the server's data folder", defaultData())
      .option("--json", "print JSON");
  make("create", "make a token for --as person:NAME; it is shown once")
    .option("--name <text>", "what it is for")
    .option("--days <n>", "how long it works (default: for ever)")
    .action(verb((context, options: Create) => create(options, context)));
  make("list", "tokens with when they were used").action(
    verb((context, options: Options) => list(options, context)),
  );
  make("revoke <id>", "end a token at once and for ever").action(
    verb((context, id: string, options: Options) => revoke(id, options, context)),
  );
}
