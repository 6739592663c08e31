import type { ResolvedEstate } from "#core/document/resolve-estate.ts";
import type { DocumentsCommand, DocumentsRefusal } from "#core/revision/commands.ts";
import { decide } from "#core/revision/decide.ts";
import type { DocumentPin } from "#core/revision/events.ts";
import { fold, type Recorded } from "#core/revision/evolve.ts";
import { type DocumentsState, initialDocumentsState } from "#core/revision/state.ts";
import type { Clock } from "#engine/clock.ts";
import type { EventStore } from "#engine/event-store.ts";
import { resolveTexts, type Snapshot } from "./snapshot.ts";
import { createTextCache, type TextStore } from "./text-cache.ts";

/** The stream of everything that happens to documents: one version guards all of it. */
export const documentsStream = "estate/documents";

/** The command was refused; nothing happened. */
export class DocumentsRefused extends Error {
  readonly refusal: DocumentsRefusal;

  constructor(refusal: DocumentsRefusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

export type CarryOutOptions = {
  /** The same id is carried out once, however often it is sent. */
  readonly commandId: string;
  readonly mayBeRepeated: boolean;
};

/** The single writer of what happens to documents, and the place that knows their texts. */
export type DocumentDesk = {
  /** The documents as the log tells them now. */
  read(): Promise<DocumentsState>;
  /** The newest state that this process knows, without asking the log. */
  known(): DocumentsState;
  /** Makes a command of the state as it is, carries it out, and answers the state after it. Rejects with `DocumentsRefused`. */
  carryOut(
    make: (state: DocumentsState) => Promise<DocumentsCommand> | DocumentsCommand,
    options: CarryOutOptions,
  ): Promise<DocumentsState>;
  /** The published estate of a state, checked. */
  snapshot(state: DocumentsState): Promise<Snapshot>;
  /** Any documents as an estate, checked; the same `key` is worked out once. */
  snapshotOf(key: string, pins: Iterable<Pick<DocumentPin, "file" | "text">>): Promise<Snapshot>;
  readonly texts: TextStore;
  readonly sha256: (text: string) => string;
  /** Called after each publication that this process learns of, before whoever published gets an answer. */
  onPublished(listener: (state: DocumentsState) => Promise<void>): void;
};

export type DeskPorts = {
  readonly events: EventStore;
  readonly texts: TextStore;
  readonly clock: Clock;
  readonly sha256: (text: string) => string;
  readonly check: (resolved: ResolvedEstate, today: string) => Omit<Snapshot, "resolved">;
};

/** Another writer came first so often that something else must be wrong. */
const triesMax = 20;
/** Estates held read and checked: the published one, and the proposals that people look at. */
const snapshotsMax = 4;

/** Opens the desk. Reads nothing yet. */
export function createDocumentDesk(ports: DeskPorts): DocumentDesk {
  const { events, clock, sha256 } = ports;
  const texts = createTextCache(ports.texts);
  const listeners: ((state: DocumentsState) => Promise<void>)[] = [];
  const snapshots = new Map<string, Promise<Snapshot>>();
  let known: { readonly state: DocumentsState; readonly version: number } = {
    state: initialDocumentsState(),
    version: 0,
  };
  let tail: Promise<unknown> = Promise.resolve();

  async function refresh() {
    const before = known;
    const news = await events.load(documentsStream, before.version);
    // Somebody else of this process may have read further meanwhile.
    const fresh = news.filter(({ version }) => version > known.version);
    if (fresh.length === 0) return known;
    const state = fold(known.state, fresh as unknown as readonly Recorded[]);
    const isPublished = state.number !== known.state.number;
    known = { state, version: known.version + fresh.length };
    if (isPublished) for (const tell of listeners) await tell(state);
    return known;
  }

  async function attempt(
    make: Parameters<DocumentDesk["carryOut"]>[0],
    { commandId, mayBeRepeated }: CarryOutOptions,
  ): Promise<DocumentsState> {
    for (let tries = 0; tries < triesMax; tries++) {
      const { state, version } = await refresh();
      if (mayBeRepeated && (await events.causedBy(documentsStream, commandId)).length > 0) return state;
      const command = await make(state);
      const decision = decide(command, state);
      if (decision.status === "refused") {
        // The facts of the command are older than the log: work them out again.
        if (decision.refusal.code === "base-moved" && known.version !== version) continue;
        throw new DocumentsRefused(decision.refusal);
      }
      if (decision.events.length === 0) return state;
      const { actor, at } = command;
      const append = { stream: documentsStream, expectedVersion: version, actor, at, commandId };
      const result = await events.append({ ...append, events: decision.events });
      if (result.status === "appended") return (await refresh()).state;
    }
    throw new Error("the documents are changed by somebody else all the time");
  }

  async function work(pins: readonly Pick<DocumentPin, "file" | "text">[], today: string) {
    const found = await texts.get(pins.map(({ text }) => text));
    const placed = pins.map(({ file, text: hash }) => {
      const text = found.get(hash);
      if (text === undefined) throw new Error(`the text ${hash} of ${file} is not kept`);
      return { file, text };
    });
    const resolved = resolveTexts(placed);
    const { diagnostics, suppressed } = ports.check(resolved, today);
    return { resolved, diagnostics, suppressed };
  }

  const snapshotOf: DocumentDesk["snapshotOf"] = (key, pins) => {
    const today = clock.now().slice(0, 10);
    const name = `${today} ${key}`;
    const made = snapshots.get(name) ?? work([...pins], today);
    snapshots.delete(name);
    snapshots.set(name, made);
    made.catch(() => snapshots.delete(name));
    const oldest = snapshots.keys().next();
    if (snapshots.size > snapshotsMax && !oldest.done) snapshots.delete(oldest.value);
    return made;
  };

  return {
    read: async () => (await refresh()).state,
    known: () => known.state,
    carryOut(make, options) {
      const result = tail.then(() => attempt(make, options));
      tail = result.catch(() => {});
      return result;
    },
    snapshot: (state) => snapshotOf(`published ${state.number}`, state.head.values()),
    snapshotOf,
    texts,
    sha256,
    onPublished: (listener) => {
      listeners.push(listener);
    },
  };
}
