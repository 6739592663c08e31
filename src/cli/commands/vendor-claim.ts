import { type Command, Option } from "commander";
import { resultOf } from "#client/client.ts";
import { recordMarkdown } from "#core/incident/log/printed-record.ts";
import { claimRecord } from "#core/incident/vendor/claim-record.ts";
import type { Context } from "../context.ts";
import { recordPdf } from "../typeset/record-pdf.ts";
import type { Verb } from "../verb.ts";
import { deliver, made } from "./incident-export.ts";

const formats = ["md", "json", "pdf", "bundle"] as const;

type Options = { readonly format: (typeof formats)[number]; readonly out?: string };

async function contentOf({ client }: Context, incident: string, name: string, { format }: Options) {
  const params = { path: { incident, case: name } };
  if (format === "bundle") {
    return resultOf<string>(
      client.GET("/api/v1/incidents/{incident}/vendor-cases/{case}/evidence", { params, parseAs: "text" }),
    );
  }
  const claim = await resultOf(
    client.GET("/api/v1/incidents/{incident}/vendor-cases/{case}/claim", { params }),
  );
  if (format === "json") return `${JSON.stringify(claim, null, 2)}\n`;
  return format === "md" ? recordMarkdown(claimRecord(claim)) : recordPdf(claimRecord(claim));
}

/** `holdfast incident vendor-claim`: what a claim for breach of a contract rests on. */
export function addVendorClaim(incident: Command, verb: Verb): void {
  incident
    .command("vendor-claim <incident> <case>")
    .description("what a contract promised and what came, for a claim: Markdown, JSON, PDF, signed bundle")
    .addOption(new Option("--format <name>", "which").choices(formats).default("md"))
    .option("--out <file>", "write to this file")
    .action(
      verb(async (context, id: string, name: string, options: Options) =>
        deliver(context, await made(contentOf(context, id, name, options)), options.out),
      ),
    );
}
