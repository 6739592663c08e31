import type { Command } from "commander";
import { createApiClient, resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import { differenceOf } from "../show-difference.ts";
import { proposalText } from "../show-proposal.ts";
import type { Verb } from "../verb.ts";
import type { Compared } from "../working-copy/compare-copy.ts";
import { defaultData, operatorToken } from "./operate.ts";
import { type Comparison, comparedLine, compareWithServer, rememberAgreement } from "./working-copy.ts";

type Apply = {
  readonly title?: string;
  readonly reason: string;
  readonly dryRun?: boolean;
  readonly mine?: boolean;
  readonly first?: boolean;
  readonly data: string;
  readonly json?: boolean;
};

type Change = NonNullable<Schemas["OpenProposal"]["changes"]>[number];

/** A document as a proposal would change it; what its author saw goes with it. */
function changeOf({ ref, local, server, base }: Compared, isMine: boolean): Change {
  const seen = isMine || base === undefined ? (server?.sha256 ?? null) : base;
  return { ref, text: local?.text ?? null, base: seen, ...(local === null ? {} : { file: local.file }) };
}

/**
 * Proposes what was changed in a folder. What was changed here and on the server stops it, unless the
 * folder's version was said to be meant.
 */
async function apply(folder: string, options: Apply, context: Context): Promise<number> {
  const { stdout, stderr, color } = context;
  const client = options.first === true ? operatorClient(options, context) : context.client;
  const comparison = await compareWithServer(folder, { client });
  const { compared, published, copy } = comparison;
  const conflicts = compared.filter(({ verdict }) => verdict === "conflict");
  // New documents of a file stand in it in the folder's order.
  const order = new Map([...copy.documents.keys()].map((ref, index) => [ref, index]));
  const wanted = compared
    .filter(({ verdict }) => verdict === "local" || (verdict === "conflict" && options.mine === true))
    .toSorted((one, other) => (order.get(one.ref) ?? -1) - (order.get(other.ref) ?? -1));
  if (conflicts.length > 0 && options.mine !== true) {
    for (const one of conflicts) {
      stdout.write(`${comparedLine(one)}\n`);
      stdout.write(`${differenceOf(one.server?.text ?? "", one.local?.text ?? "", color)}\n\n`);
    }
    stderr.write(
      `holdfast: ${conflicts.length} documents in conflict; nothing was proposed\n` +
        `  Merge them with: holdfast pull ${folder}, or add --mine to propose the folder's versions.\n`,
    );
    return 1;
  }
  if (wanted.length === 0) {
    stderr.write(`holdfast: nothing to propose: publication ${published.number} holds all of it\n`);
    rememberAgreement(comparison);
    return 0;
  }
  for (const one of wanted) stderr.write(`holdfast: ${comparedLine(one)}\n`);
  if (options.dryRun === true) {
    for (const one of wanted) {
      stdout.write(`${one.ref}\n${differenceOf(one.server?.text ?? "", one.local?.text ?? "", color)}\n\n`);
    }
    stderr.write(`holdfast: ${wanted.length} documents would be proposed (dry run)\n`);
    return 0;
  }
  const changes = wanted.map((one) => changeOf(one, options.mine === true));
  const title = options.title ?? `Documents of a folder: ${wanted.length} changed`;
  if (options.first !== true) return propose(title, changes, options, comparison, context);
  const code = await publishFirst(title, changes, options, context);
  rememberAgreement(await compareWithServer(folder, { client }));
  return code;
}

async function propose(
  title: string,
  changes: readonly Change[],
  options: Apply,
  comparison: Comparison,
  context: Context,
): Promise<number> {
  const body = { title, reason: options.reason, changes: [...changes] };
  const proposal = await resultOf(context.client.POST("/api/v1/proposals", { body }));
  rememberAgreement(comparison);
  context.stderr.write(`holdfast: opened proposal ${proposal.id}\n`);
  const text = options.json === true ? JSON.stringify(proposal, null, 2) : proposalText(proposal);
  context.stdout.write(`${text}\n`);
  return 0;
}

async function publishFirst(
  title: string,
  changes: readonly Change[],
  options: Apply,
  context: Context,
): Promise<number> {
  const { stdout } = context;
  const client = operatorClient(options, context);
  const made = await resultOf(
    client.POST("/api/v1/publications", { body: { title, changes: [...changes] } }),
  );
  stdout.write(
    options.json === true
      ? `${JSON.stringify(made, null, 2)}\n`
      : `publication ${made.number}: ${made.documents} documents, revision ${made.revision}\n`,
  );
  return 0;
}

/** On an empty server there is nobody but its operator. */
function operatorClient({ data }: Apply, { baseUrl }: Context): Context["client"] {
  const token = operatorToken(data);
  return createApiClient({ baseUrl, token: () => token });
}

/** `holdfast apply`: from a folder to the server. */
export function addApply(program: Command, verb: Verb): void {
  program
    .command("apply <dir>")
    .description("propose what was changed in a folder (exit 1: conflicts)")
    .option("--title <text>", "title of the proposal")
    .option("--reason <text>", "why; it stands in the record", "")
    .option("--dry-run", "show what would be proposed")
    .option("--mine", "propose the folder's version of documents in conflict")
    .option("--first", "publish the first documents of an empty server, as its operator")
    .option("--data <folder>", "with --first: the data folder of the server", defaultData())
    .option("--json", "print JSON")
    .action(verb((context, folder: string, options: Apply) => apply(folder, options, context)));
}
