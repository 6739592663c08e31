import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { checkNext } from "#core/evidence/chain.ts";
import type { StoredEvent } from "#core/model/event.ts";
import type { JsonObject } from "#core/model/json.ts";
import type { RecordedRunEvent, RunEventType } from "#core/run/events.ts";
import { fold } from "#core/run/evolve.ts";
import { violations } from "#core/run/invariants.ts";
import { initialRunState } from "#core/run/state.ts";
import { sha256Hex } from "#store/sha256.ts";
import { scenarios } from "./scenarios.ts";
import { digestOf, summaryOf } from "./summary.ts";

const folder = fileURLToPath(new URL(".", import.meta.url));
const files = readdirSync(folder).filter((name) => name.endsWith(".jsonl"));

type Golden = { readonly golden: string; readonly digest: string; readonly summary: JsonObject };

function read(file: string): { readonly header: Golden; readonly log: readonly StoredEvent[] } {
  const lines = readFileSync(`${folder}${file}`, "utf8").trimEnd().split("\n");
  const [header, ...log] = lines.map((line) => JSON.parse(line) as unknown);
  return { header: header as Golden, log: log as StoredEvent[] };
}

for (const file of files) {
  test(`[A7.6] the log ${file} means today what it meant when it was recorded`, () => {
    const { header, log } = read(file);
    const events = log as unknown as readonly RecordedRunEvent[];
    assert.equal(digestOf(header.summary), header.digest, "the recording itself was changed");
    const summary = summaryOf(fold(initialRunState(), events));
    assert.deepEqual(summary, header.summary);
    assert.equal(digestOf(summary), header.digest);
    assert.deepEqual(violations(events), []);
    const chain = new Map();
    assert.deepEqual(
      log.map((event) => checkNext(chain, event, sha256Hex)).filter((fault) => fault !== null),
      [],
    );
  });
}

/** Every event there is; a new one does not compile until it stands here, and fails until a recording has it. */
const eventTypes: { readonly [type in RunEventType]: true } = {
  RunStarted: true,
  ApprovalRequested: true,
  ApprovalGiven: true,
  ApprovalRefused: true,
  StepDispatched: true,
  StepWaiting: true,
  PersonAsked: true,
  DecisionAsked: true,
  DecisionTaken: true,
  StepClaimed: true,
  StepExecutorLost: true,
  StepObservedNotDone: true,
  StepActed: true,
  StepSucceeded: true,
  StepFailed: true,
  StepOutcomeUnknown: true,
  LateResultObserved: true,
  StepFlaggedSlow: true,
  StepNotNeeded: true,
  StepSkipped: true,
  StepInserted: true,
  StepReassigned: true,
  StepRetried: true,
  StepDoneByHand: true,
  StepTaken: true,
  NoteAdded: true,
  LeadOffered: true,
  LeadAccepted: true,
  LeadDeclined: true,
  RunPaused: true,
  RunResumed: true,
  RunAborted: true,
  UndoRequested: true,
  ImpactObserved: true,
  RunFinished: true,
};

test("every type of event stands in some recording, and every scenario has one", () => {
  const logs = files.map(read);
  const seen = new Set(logs.flatMap(({ log }) => log.map(({ type }) => type)));
  assert.deepEqual(
    Object.keys(eventTypes).filter((type) => !seen.has(type)),
    [],
  );
  const recorded = new Set(logs.map(({ header }) => header.golden));
  assert.deepEqual(
    scenarios.filter(({ name }) => !recorded.has(name)).map(({ name }) => name),
    [],
  );
});
