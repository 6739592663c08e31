import { type Document, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import type { DurationChange } from "#core/analysis/forecast/duration-change.ts";
import type { DurationModel } from "#core/analysis/forecast/duration-model.ts";
import { changedDuration } from "#core/analysis/forecast/duration-change.ts";
import { isoDuration } from "#core/model/duration.ts";

/** A document's text with a change in it, or why it cannot be written there. */
export type ChangedText =
  | { readonly status: "changed"; readonly text: string }
  | { readonly status: "impossible"; readonly why: string };

const layout = { lineWidth: 0, flowCollectionPadding: true } as const;

type Path = readonly (string | number)[];

/** What stands in one line is replaced where it stands, so that all else keeps its layout; else the document is laid out anew. */
function withValue(document: Document, text: string, path: Path, value: string): string {
  const before = document.getIn(path, true) as Node | undefined;
  const isPlain = isScalar(before) || (isMap(before) && before.flow === true);
  if (isPlain && before.range !== null && before.range !== undefined) {
    const [from, to] = before.range;
    return text.slice(0, from) + value + text.slice(to);
  }
  document.setIn(path, document.createNode(parseDocument(value).toJS()));
  const node = document.getIn(path, true);
  if (isMap(node)) node.flow = true;
  return document.toString(layout);
}

function parsed(text: string): Document | null {
  const document = parseDocument(text, { uniqueKeys: false, prettyErrors: false });
  return document.errors.length > 0 ? null : document;
}

const unreadable: ChangedText = { status: "impossible", why: "the document cannot be read" };

/** How many there are of a team, a contract or a component, written into its document. */
export function withCapacity(text: string, kind: string, units: number): ChangedText {
  const document = parsed(text);
  if (document === null) return unreadable;
  if (kind === "person") return { status: "impossible", why: "a person is one person" };
  const before = document.getIn(["spec", "capacity"], true);
  const [only, ...others] = isMap(before) ? before.items : [];
  if (others.length > 0)
    return { status: "impossible", why: "its document counts several things; choose there which is meant" };
  const isUnnamed = kind !== "team" && only === undefined;
  if (isUnnamed) return { status: "impossible", why: "its document does not say yet what is counted" };
  const path = only === undefined ? ["spec", "capacity"] : ["spec", "capacity", keyText(only.key)];
  return { status: "changed", text: withValue(document, text, path, String(units)) };
}

const keyText = (key: unknown): string => (isScalar(key) ? String(key.value) : String(key));

/** The time of a step, `group.child` for a sub-step, written into its runbook. `known` is what is changed by a share. */
export function withDuration(
  text: string,
  step: string,
  change: DurationChange,
  known: DurationModel,
): ChangedText {
  const document = parsed(text);
  if (document === null) return unreadable;
  if (known.type === "empirical")
    return { status: "impossible", why: "its time is what runs measured, which no document changes" };
  const path = pathOf(document, step);
  if (path === null) return { status: "impossible", why: "it is not a step of the runbook's document" };
  const changed = changedDuration(known, change);
  const value = valueOf(changed);
  if (value === null) return { status: "impossible", why: "documents cannot say such a time" };
  const isWait = document.getIn([...path, "wait"]) !== undefined && known.type === "fixed";
  const field = isWait && changed.type === "fixed" ? "wait" : "duration";
  return { status: "changed", text: withValue(document, text, [...path, field], value) };
}

function valueOf(model: DurationModel): string | null {
  switch (model.type) {
    case "fixed":
      return isoDuration(model.seconds);
    case "pert": {
      const [min, likely, max] = [model.minSeconds, model.likelySeconds, model.maxSeconds].map(isoDuration);
      return min === max ? `${likely}` : `{ min: ${min}, likely: ${likely}, max: ${max} }`;
    }
    default:
      return null;
  }
}

/** Where a step stands: sub-steps are found below their groups. */
function pathOf(document: Document, step: string): Path | null {
  let path: Path = ["spec"];
  let rest = step;
  while (rest !== "") {
    const steps = document.getIn([...path, "steps"], true);
    if (!isSeq(steps)) return null;
    const wanted = rest;
    const index = steps.items.findIndex((item) => {
      const id = isMap(item) ? String(item.get("id")) : "";
      return wanted === id || wanted.startsWith(`${id}.`);
    });
    const found = steps.items[index];
    if (!isMap(found)) return null;
    path = [...path, "steps", index];
    rest = rest.slice(String(found.get("id")).length + 1);
  }
  return path;
}
