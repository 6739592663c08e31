import canonicalize from "canonicalize";
import type { Ref } from "#core/model/ref.ts";
import { defaultFile, isEstateFile } from "#core/revision/estate-file.ts";
import type { DocumentPin } from "#core/revision/events.ts";
import { changeName, type ProposedChange } from "#core/revision/proposed-change.ts";
import { splitDocuments } from "#core/revision/split-documents.ts";
import type { DocumentsState } from "#core/revision/state.ts";
import { readWrittenDocuments, type WrittenDocument } from "#core/revision/written-document.ts";
import { ProblemError, type ProblemDetail } from "../problem.ts";
import type { DocumentDesk } from "./desk.ts";

/** One change as a request gives it. */
export type GivenChange = {
  readonly ref?: Ref | undefined;
  readonly file?: string | undefined;
  /** The document as it should be; null removes it. */
  readonly text: string | null;
  /** SHA-256 of the text its author saw, null where there was none; absent: what is published now. */
  readonly base?: string | null | undefined;
};

/** What a proposal holds, kept under its name. */
export type ProposalInput = { readonly content: string; readonly changes: number };

export const yamlMediaType = "application/yaml";

type Sources = { readonly desk: DocumentDesk; readonly state: DocumentsState };

/** Reads the changes of a request, keeps their texts, and names the whole. Throws `ProblemError` for what makes no sense. */
export async function keepProposal(given: readonly GivenChange[], sources: Sources): Promise<ProposalInput> {
  const { desk } = sources;
  const errors: ProblemDetail[] = [];
  const changes = given.map((one, index) => readChange(one, `/changes/${index}`, sources, errors));
  const names = new Map<string, number>();
  for (const [index, change] of changes.entries()) {
    if (change === null || change.ref === null) continue;
    const first = names.get(changeName(change));
    if (first !== undefined) {
      errors.push({ pointer: `/changes/${index}`, detail: `${change.ref} is changed twice` });
    }
    names.set(changeName(change), index);
  }
  if (errors.length > 0) {
    throw new ProblemError("invalid-request", "The changes cannot be proposed like this.", errors);
  }
  const kept = changes.filter((change) => change !== null).filter(isChange);
  const texts = given.flatMap(({ text }) => (text === null ? [] : [normalised(text)]));
  await desk.texts.put(texts, yamlMediaType);
  const [content = ""] = await desk.texts.put([canonicalize(kept) ?? ""], "application/json");
  return { content, changes: kept.length };
}

const isChange = ({ before, after, file }: ProposedChange) =>
  (before?.text ?? null) !== (after?.text ?? null) || (before !== null && before.file !== file);

/** A document ends with a line feed: it will stand in a file among others. */
const normalised = (text: string) => (text.endsWith("\n") ? text : `${text}\n`);

function readChange(
  given: GivenChange,
  pointer: string,
  { desk, state }: Sources,
  errors: ProblemDetail[],
): ProposedChange | null {
  const written = given.text === null ? null : readText(given.text, given.file, pointer, desk, errors);
  if (written === undefined) return null;
  const ref = given.ref ?? written?.ref ?? null;
  if (written !== null && written.ref !== null && ref !== written.ref) {
    const detail = `the text is that of ${written.ref}: a new name is a removal and an addition`;
    errors.push({ pointer: `${pointer}/text`, detail });
  }
  if (ref === null && given.text === null) {
    errors.push({ pointer: `${pointer}/ref`, detail: "say which document to remove" });
  }
  const before = baseOf(given, ref, pointer, state, errors);
  const now = ref === null ? undefined : state.head.get(ref);
  const file = given.file ?? now?.file ?? before?.file ?? (ref === null ? "unnamed.yaml" : defaultFile(ref));
  if (!isEstateFile(file)) {
    errors.push({
      pointer: `${pointer}/file`,
      detail: `${file} is no path of a .yaml file below the estate's folder`,
    });
  }
  const after =
    written === null ? null : { revision: written.revision, text: desk.sha256(normalised(written.text)) };
  return { ref, file, before, after };
}

/** undefined: it cannot be taken. */
function readText(
  text: string,
  file: string | undefined,
  pointer: string,
  { sha256 }: DocumentDesk,
  errors: ProblemDetail[],
): WrittenDocument | undefined {
  if (text.includes("\0") || !text.isWellFormed()) {
    errors.push({ pointer: `${pointer}/text`, detail: "is no text: it holds a NUL or half a character" });
    return undefined;
  }
  const texts = splitDocuments(text);
  if (texts.length > 1) {
    errors.push({
      pointer: `${pointer}/text`,
      detail: "holds several documents: give each a change of its own",
    });
    return undefined;
  }
  const [document] = readWrittenDocuments(file ?? "document.yaml", text, sha256);
  return document ?? { ref: null, file: file ?? "document.yaml", text, revision: null };
}

function baseOf(
  { base }: GivenChange,
  ref: Ref | null,
  pointer: string,
  state: DocumentsState,
  errors: ProblemDetail[],
): DocumentPin | null {
  const now = (ref === null ? null : state.head.get(ref)) ?? null;
  if (base === undefined || base === (now?.text ?? null)) return now;
  if (base === null || ref === null) return null;
  const pins = (state.history.get(ref) ?? []).flatMap(({ pin }) => (pin === null ? [] : [pin]));
  const found = pins.findLast(({ text }) => text === base);
  if (found === undefined) {
    errors.push({ pointer: `${pointer}/base`, detail: `no text ${base} of ${ref} was ever published` });
  }
  return found ?? null;
}
