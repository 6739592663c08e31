// A thread that parses texts for `parse-files.ts`.
import { parentPort } from "node:worker_threads";
import { type FileTree, parseTree } from "#core/document/parse-tree.ts";

export type ParseRequest = readonly { readonly file: string; readonly text: string }[];
export type ParseAnswer = readonly FileTree[];

parentPort?.on("message", (request: ParseRequest) => {
  const trees: ParseAnswer = request.map(({ file, text }) => parseTree(file, text));
  const buffers = trees.flatMap(({ documents }) => documents.map(({ places }) => places.numbers.buffer));
  parentPort?.postMessage(trees, buffers as ArrayBuffer[]);
});
