import path from "node:path";
import type { ResolvedEstate } from "#core/document/resolve-estate.ts";
import type { Actor } from "#core/model/actor.ts";
import type { Ref } from "#core/model/ref.ts";
import { headAfter } from "#core/revision/estate-revision.ts";
import type { DocumentChange, DocumentPin } from "#core/revision/events.ts";
import { partEffects } from "#core/revision/stale-marks.ts";
import type { DocumentsState } from "#core/revision/state.ts";
import { threeWay } from "#core/revision/three-way.ts";
import { readWrittenDocuments } from "#core/revision/written-document.ts";
import type { DocumentDesk } from "./desk.ts";
import { factsOf } from "./examine-proposal.ts";
import { yamlMediaType } from "./proposal-input.ts";

/** What a node remembers of the folder it follows: what the folder and the published estate last agreed on. */
export type FolderMemory = {
  /** Tells the log it is about; with any other, nothing is known. */
  readonly origin: string | null;
  readonly folder: string;
  /** Reference to the SHA-256 of its text. */
  readonly documents: { readonly [ref: string]: string };
};

export type FollowPorts = {
  readonly desk: DocumentDesk;
  readonly clock: { readonly now: () => string };
  readonly node: string;
  readonly memory: {
    readonly read: () => Promise<FolderMemory | null>;
    readonly write: (memory: FolderMemory) => Promise<void>;
  };
};

/** What became of a folder's documents. */
export type Followed = {
  readonly state: DocumentsState;
  /** Documents that the folder and the published estate both changed, not alike: the published ones stand. */
  readonly conflicts: readonly Ref[];
  /** Whether the published estate now is what the folder holds, text for text. */
  readonly isFolder: boolean;
};

type Written = ReadonlyMap<Ref, DocumentPin & { readonly written: string }>;

/** Publishes what was changed in a folder, and nothing that was changed by others since. */
export async function followFolder(
  folder: string,
  resolved: ResolvedEstate,
  ports: FollowPorts,
): Promise<Followed> {
  const { desk, clock, memory, node } = ports;
  const written = writtenIn(folder, resolved, desk);
  await desk.texts.put(
    [...written.values()].map((one) => one.written),
    yamlMediaType,
  );
  const remembered = await memory.read();
  const actor: Actor = { type: "system", node };
  let merged: Merged = { changes: [], conflicts: [] };
  const state = await desk.carryOut(
    async (now) => {
      const isKnown = remembered?.folder === folder && remembered.origin === now.origin;
      merged = merge(isKnown ? remembered.documents : null, now.head, written);
      if (!(await isSound(desk, now, merged.changes, written))) {
        merged = { changes: [], conflicts: merged.changes.map(({ ref }) => ref) };
      }
      const source = { type: "folder", folder } as const;
      const facts = await directFacts(desk, now, merged.changes);
      return { type: "PublishDirectly", actor, at: clock.now(), title: "Followed folder", source, facts };
    },
    { commandId: `folder:${node}:${clock.now()}`, mayBeRepeated: false },
  );
  const documents = agreed(remembered, merged.conflicts, written);
  await memory.write({ origin: state.origin, folder, documents });
  return { state, conflicts: merged.conflicts, isFolder: isSame(state.head, written) };
}

/**
 * Whether the estate would have no errors. The folder alone has none; put together with what others have
 * published it may have some, and then none of it is published.
 */
async function isSound(
  desk: DocumentDesk,
  state: DocumentsState,
  changes: readonly DocumentChange[],
  written: Written,
): Promise<boolean> {
  const after = headAfter(state.head, changes);
  if (changes.length === 0 || isSame(after, written)) return true;
  const { diagnostics } = await desk.snapshotOf(keyOf(desk, state, changes), after.values());
  return diagnostics.every(({ severity }) => severity !== "error");
}

const keyOf = ({ sha256 }: DocumentDesk, { number }: DocumentsState, changes: readonly DocumentChange[]) =>
  `${number} with ${sha256(JSON.stringify(changes))}`;

/** What publishing changes without a proposal says. */
export async function directFacts(
  desk: DocumentDesk,
  state: DocumentsState,
  changes: readonly DocumentChange[],
) {
  const refs = changes.map(({ ref }) => ref);
  // The first documents of all make nothing stale, and there may be many of them.
  if (state.head.size === 0)
    return factsOf(desk, state.number, state.head, changes, { marks: [], reviewed: [] });
  const before = await desk.snapshot(state);
  const head = headAfter(state.head, changes);
  const after = await desk.snapshotOf(keyOf(desk, state, changes), head.values());
  const parts = partEffects(before.resolved.estate, after.resolved.estate, refs);
  return factsOf(desk, state.number, state.head, changes, parts);
}

function writtenIn(folder: string, { files }: ResolvedEstate, { sha256 }: DocumentDesk): Written {
  const found = new Map<Ref, DocumentPin & { readonly written: string }>();
  for (const { file, text } of files) {
    const name = path.relative(folder, file).replaceAll(path.sep, "/") || path.basename(file);
    for (const { ref, revision, text: written } of readWrittenDocuments(name, text, sha256)) {
      if (ref === null || revision === null || found.has(ref)) continue;
      const whole = written.endsWith("\n") ? written : `${written}\n`;
      found.set(ref, { file: name, revision, text: sha256(whole), written: whole });
    }
  }
  return found;
}

type Merged = { readonly changes: readonly DocumentChange[]; readonly conflicts: readonly Ref[] };

function merge(
  base: FolderMemory["documents"] | null,
  head: ReadonlyMap<Ref, DocumentPin>,
  written: Written,
): Merged {
  const changes: DocumentChange[] = [];
  const conflicts: Ref[] = [];
  for (const ref of new Set([...head.keys(), ...written.keys()])) {
    const [now, there] = [head.get(ref) ?? null, written.get(ref) ?? null];
    const verdict = threeWay(
      base === null ? undefined : (base[ref] ?? null),
      now?.text ?? null,
      there?.text ?? null,
    );
    const isMoved = verdict === "same" && now !== null && there !== null && now.file !== there.file;
    if (verdict === "conflict") conflicts.push(ref);
    if (verdict !== "take" && !isMoved) continue;
    const after = there === null ? null : { file: there.file, revision: there.revision, text: there.text };
    changes.push({ ref, before: now, after });
  }
  return { changes, conflicts };
}

/** Of a document in conflict, what was agreed on before stays what was agreed on. */
function agreed(
  remembered: FolderMemory | null,
  conflicts: readonly Ref[],
  written: Written,
): FolderMemory["documents"] {
  const documents: { [ref: string]: string } = {};
  for (const [ref, { text }] of written) documents[ref] = text;
  for (const ref of conflicts) {
    const before = remembered?.documents[ref];
    if (before === undefined) delete documents[ref];
    else documents[ref] = before;
  }
  return documents;
}

function isSame(head: ReadonlyMap<Ref, DocumentPin>, written: Written): boolean {
  return (
    head.size === written.size &&
    [...head].every(
      ([ref, { text, file }]) => written.get(ref)?.text === text && written.get(ref)?.file === file,
    )
  );
}
