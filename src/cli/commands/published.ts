import type { Command } from "commander";
import { resultOf, type Schemas } from "#client/client.ts";
import { actorName } from "#core/model/actor.ts";
import { isRef, type Ref } from "#core/model/ref.ts";
import type { Context } from "../context.ts";
import { UsageError } from "../exit-code.ts";
import type { Verb } from "../verb.ts";

type Json = { readonly json?: boolean };

/** A reference that was typed. Throws `UsageError` for what is none. */
export function refOf(text: string): Ref {
  if (isRef(text)) return text;
  throw new UsageError(`${text} is no reference: write kind:name, such as service:orders`);
}

type List = Json & { readonly search?: string; readonly kind?: string };

async function list({ search, kind, json }: List, { client, stdout }: Context) {
  const query = { limit: 1000, ...(search ? { search } : {}), ...(kind ? { kind } : {}) };
  const found = await resultOf(client.GET("/api/v1/documents", { params: { query } }));
  const lines = found.documents.map(
    ({ ref, title, revision, number, stale }) =>
      `${revision.slice(0, 12)}  ${String(number).padStart(5)}  ${ref}  ${title}${stale > 0 ? "  STALE" : ""}`,
  );
  stdout.write(`${json === true ? JSON.stringify(found, null, 2) : lines.join("\n")}\n`);
  return 0;
}

const historyLine = ({ number, at, by, title, revision }: Schemas["DocumentHistoryEntry"]) =>
  `${String(number).padStart(5)}  ${at}  ${(revision ?? "removed").slice(0, 12)}  ${actorName(by)}: ${title}`;

async function show(text: string, options: Json & { readonly history?: boolean }, context: Context) {
  const path = { ref: refOf(text) };
  const found = await resultOf(context.client.GET("/api/v1/documents/{ref}", { params: { path } }));
  const shown = options.history === true ? `${found.history.map(historyLine).join("\n")}\n` : found.text;
  context.stdout.write(options.json === true ? `${JSON.stringify(found, null, 2)}\n` : shown);
  return 0;
}

/** A part that waits for a review, and why. */
export function staleText({ document, part, title, owner, reasons }: Schemas["StalePart"]): string {
  const why = reasons.map(({ ref, change, fields, via, number, at, authors, revision }) => {
    const what = change === "removed" ? "was removed" : `was changed in ${fields.join(", ")}`;
    const way = via.length > 1 ? `, which it reaches by ${via.join(" → ")}` : "";
    return `  ${ref} ${what} by ${authors.join(", ")} at ${at} (publication ${number}, ${revision.slice(0, 12)})${way}`;
  });
  return [`${document} ${part}: ${title}, owned by ${owner ?? "nobody"}`, ...why].join("\n");
}

async function stale(options: Json & { readonly document?: string }, { client, stdout }: Context) {
  const query = options.document === undefined ? {} : { document: refOf(options.document) };
  const found = await resultOf(client.GET("/api/v1/stale", { params: { query } }));
  const text = found.parts.length === 0 ? "nothing is stale" : found.parts.map(staleText).join("\n");
  stdout.write(`${options.json === true ? JSON.stringify(found, null, 2) : text}\n`);
  return found.parts.length > 0 ? 1 : 0;
}

type Review = { readonly note: string };

async function reviewed(document: string, parts: readonly string[], { note }: Review, context: Context) {
  const ref = refOf(document);
  const { client, stderr } = context;
  const query = { document: ref };
  const waiting = await resultOf(client.GET("/api/v1/stale", { params: { query } }));
  const named = parts.length > 0 ? parts : waiting.parts.map(({ part }) => part);
  if (named.length === 0) throw new UsageError(`nothing of ${ref} waits for a review`);
  const body = { parts: named.map((part) => ({ document: ref, part })), note };
  await resultOf(client.POST("/api/v1/stale/review", { body }));
  stderr.write(`holdfast: reviewed ${named.length} parts of ${ref}\n`);
  return 0;
}

type Sign = Json & { readonly revision: string; readonly expires?: string; readonly statement: string };

async function sign(text: string, options: Sign, { client, stdout }: Context) {
  const { revision, statement, expires } = options;
  const body = { ref: refOf(text), revision, statement, expiresOn: expires ?? null };
  const signed = await resultOf(client.POST("/api/v1/sign-offs", { body }));
  const until = signed.expiresOn === null ? "until it changes" : `until ${signed.expiresOn}`;
  stdout.write(
    options.json === true
      ? `${JSON.stringify(signed, null, 2)}\n`
      : `signed ${signed.ref} at ${signed.revision.slice(0, 12)} ${until}\n`,
  );
  return 0;
}

function addDocument(program: Command, verb: Verb): void {
  const document = program.command("document").description("look at the published documents");
  document
    .command("list")
    .description("list them: revision, publication that changed them last, reference")
    .option("--search <text>", "part of a reference, title or owner")
    .option("--kind <kind>", "only this kind")
    .option("--json", "print JSON")
    .action(verb((context, options: List) => list(options, context)));
  document
    .command("show <ref>")
    .description("show one as it was written")
    .option("--history", "its publications instead")
    .option("--json", "print JSON, with history, signatures and stale parts")
    .action(
      verb((context, ref: string, options: Json & { history?: boolean }) => show(ref, options, context)),
    );
}

/** `holdfast document`, `stale`, `sign-off`. */
export function addPublished(program: Command, verb: Verb): void {
  addDocument(program, verb);
  const parts = program.command("stale").description("parts of plans that wait for a review");
  parts
    .command("list", { isDefault: true })
    .description("list them, and why (exit 1: there are some)")
    .option("--document <ref>", "only of this plan or runbook")
    .option("--json", "print JSON")
    .action(verb((context, options: Json & { document?: string }) => stale(options, context)));
  parts
    .command("review <document> [part...]")
    .description("say that parts of yours are right as they are; without parts: all of them")
    .option("--note <text>", "stands in the record", "")
    .action(
      verb((context, document: string, named: string[], options: Review) =>
        reviewed(document, named, options, context),
      ),
    );
  program
    .command("sign-off <ref>")
    .description("sign a document of yours at the revision you have read")
    .requiredOption("--revision <hash>", "that revision, whole (holdfast document show REF --json)")
    .option("--expires <date>", "the last day it holds, YYYY-MM-DD")
    .option("--statement <text>", "what you say with it", "")
    .option("--json", "print JSON")
    .action(verb((context, ref: string, options: Sign) => sign(ref, options, context)));
}
