import { type Command, Option } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import type { Context } from "../context.ts";
import type { Verb } from "../verb.ts";

type Options = { readonly json?: boolean; readonly status?: "firing" | "resolved"; readonly limit: string };

function signalLine({
  number,
  receivedAt,
  status,
  source,
  severity,
  title,
  summary,
}: Schemas["Signal"]): string {
  const more = summary === "" ? "" : `: ${summary}`;
  return `${String(number).padStart(6)}  ${receivedAt}  ${status.padEnd(8)}  ${source}  ${severity ?? "-"}  ${title}${more}`;
}

async function list({ json, status, limit }: Options, context: Context) {
  const query = { limit: Number(limit), ...(status === undefined ? {} : { status }) };
  const page = await resultOf(context.client.GET("/api/v1/signals", { params: { query } }));
  const text = json === true ? JSON.stringify(page, null, 2) : page.signals.map(signalLine).join("\n");
  context.stdout.write(`${text}\n`);
  return 0;
}

/** `holdfast signals`: what came in from monitoring. */
export function addSignals(program: Command, verb: Verb): void {
  program
    .command("signals")
    .description("alerts that came in from monitoring, the newest first")
    .addOption(new Option("--status <status>", "only these").choices(["firing", "resolved"]))
    .option("--limit <n>", "so many at most", "100")
    .option("--json", "print JSON")
    .action(verb((context, options: Options) => list(options, context)));
}
