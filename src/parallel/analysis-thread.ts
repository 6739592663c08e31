// A thread that holds the graph of one estate and answers questions about it, one after the other.
import { parentPort, workerData } from "node:worker_threads";
import { estateGraph } from "#core/analysis/graph/estate-graph.ts";
import { recoveriesOf } from "#core/analysis/impact/recoveries.ts";
import { answerQuestion, type AnalysisQuestion, unknownRefs } from "#core/analysis/question.ts";
import { byHundredths } from "#core/analysis/progress.ts";
import type { Estate } from "#core/model/estate.ts";
import type { DeskMessage } from "./desk.ts";
import { type MapQuestion, mapText } from "./map-text.ts";

const { estate } = workerData as { readonly estate: Estate };
const graph = estateGraph(estate);
const facts = { graph, recoveries: recoveriesOf(estate) };

function replyTo(id: number, question: AnalysisQuestion | MapQuestion): object {
  if (question.type === "map") return { status: "answered", answer: mapText(estate, graph, question) };
  const report = byHundredths((done, of) => parentPort?.postMessage({ id, done, of }, []));
  const unknown = unknownRefs(graph, question);
  return unknown.length > 0
    ? { status: "unknown", refs: unknown }
    : { status: "answered", answer: answerQuestion(facts, question, report) };
}

parentPort?.on("message", ({ id, question }: DeskMessage<AnalysisQuestion | MapQuestion>) => {
  // One after the other: when word comes that nobody waits any more, the answer is there.
  if (question === null) return;
  parentPort?.postMessage({ id, reply: replyTo(id, question) }, []);
});
