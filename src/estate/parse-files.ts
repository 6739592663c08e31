import { availableParallelism } from "node:os";
import { setImmediate } from "node:timers/promises";
import { Worker } from "node:worker_threads";
import { parsedFile, withoutByteOrderMark } from "#core/document/parse-documents.ts";
import { parsePlainTree } from "#core/document/parse-tree.ts";
import { type FileReading, parseSource, readFile } from "#core/document/read-file.ts";
import type { SourceFile } from "#core/document/source-file.ts";
import type { ParseAnswer, ParseRequest } from "./parse-worker.ts";

/** Below this a thread costs more time for its start than it saves. */
const charactersForThreads = 400_000;
/** One message to a thread: enough to outweigh the message, little enough that all end at the same time. */
const charactersPerBatch = 60_000;
/** Parsing is most of a check; beyond this the rest, which one thread does, is what takes the time. */
const threadsMax = 4;

type Text = Extract<SourceFile, { readonly type: "text" }>;
type Batch = readonly { readonly index: number; readonly source: Text }[];

/**
 * Parses and reads files, in their order. Plain texts are parsed at once; where there are many others, several threads
 * do it, this one among them. `threads` is how many at most; default: as many as the machine has cores.
 */
export async function parseFiles(
  sources: readonly SourceFile[],
  threads: number = Math.min(threadsMax, availableParallelism()),
): Promise<readonly FileReading[]> {
  const readings: FileReading[] = [];
  const texts: { readonly index: number; readonly source: Text }[] = [];
  for (const [index, source] of sources.entries()) {
    const tree = source.type === "text" ? parsePlainTree(withoutByteOrderMark(source.text)) : null;
    if (source.type !== "text") readings[index] = readFile(parseSource(source));
    else if (tree === null) texts.push({ index, source });
    else readings[index] = readFile(parsedFile(source.file, withoutByteOrderMark(source.text), tree));
  }
  const batches = batchesOf(texts);
  const characters = texts.reduce((sum, { source }) => sum + source.text.length, 0);
  const helpers = characters < charactersForThreads ? 0 : Math.min(threads, batches.length) - 1;
  const take = () => batches.pop();
  await Promise.all([
    parseHere(take, readings),
    ...Array.from({ length: helpers }, () => parseInThread(take, readings)),
  ]);
  return readings;
}

function batchesOf(texts: Batch): Batch[] {
  const batches: Batch[] = [];
  let batch: { index: number; source: Text }[] = [];
  let characters = 0;
  for (const text of texts) {
    batch.push(text);
    characters += text.source.text.length;
    if (characters < charactersPerBatch) continue;
    batches.push(batch);
    [batch, characters] = [[], 0];
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}

async function parseHere(take: () => Batch | undefined, readings: FileReading[]): Promise<void> {
  for (let batch = take(); batch !== undefined; batch = take()) {
    for (const { index, source } of batch) readings[index] = readFile(parseSource(source));
    // Lets the other threads have their next batch.
    await setImmediate();
  }
}

async function parseInThread(take: () => Batch | undefined, readings: FileReading[]): Promise<void> {
  const first = take();
  if (first === undefined) return;
  const worker = new Worker(new URL("parse-worker.ts", import.meta.url));
  try {
    for (let batch: Batch | undefined = first; batch !== undefined; batch = take()) {
      const texts = batch.map(({ source }) => ({
        file: source.file,
        text: withoutByteOrderMark(source.text),
      }));
      const trees = await ask(worker, texts);
      for (const [at, { index, source }] of batch.entries()) {
        const tree = trees[at];
        if (tree) readings[index] = readFile(parsedFile(source.file, texts[at]?.text ?? "", tree));
      }
    }
  } finally {
    await worker.terminate();
  }
}

function ask(worker: Worker, request: ParseRequest): Promise<ParseAnswer> {
  return new Promise((resolve, reject) => {
    const onMessage = (answer: ParseAnswer) => {
      worker.off("error", reject);
      resolve(answer);
    };
    worker.once("message", onMessage);
    worker.once("error", reject);
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
    worker.postMessage(request);
  });
}
