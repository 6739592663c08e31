import canonicalize from "canonicalize";
import { parseDocuments } from "../../document/parse-documents.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { isJsonObject, type Json, type JsonObject } from "../../model/json.ts";
import { parseRef, type Ref } from "../../model/ref.ts";
import { editReferences, type EditedPlace, type Replace } from "./edit-text.ts";
import type {
  Restructuring,
  RestructuringFault,
  RestructuringPlan,
  TextDocument,
  TouchedPlace,
} from "./restructuring.ts";

/** What makes no sense of a restructuring on these documents; empty when it can be planned. */
export function restructuringFaults(
  change: Restructuring,
  has: (ref: Ref) => boolean,
): readonly RestructuringFault[] {
  const faults: RestructuringFault[] = [];
  const wants = (refs: readonly Ref[], there: boolean) => {
    for (const ref of refs) {
      if (has(ref) !== there)
        faults.push({ ref, text: there ? "there is no such document" : "there is one already" });
    }
  };
  const alike = (refs: readonly Ref[]) => {
    const kinds = new Set(refs.map((ref) => parseRef(ref)?.kind));
    for (const ref of kinds.size > 1 ? refs : []) faults.push({ ref, text: "they are not of one kind" });
  };
  switch (change.type) {
    case "rename":
      wants([change.from], true);
      wants([change.to], false);
      alike([change.from, change.to]);
      break;
    case "split":
      wants([change.from], true);
      wants(change.into, false);
      alike([change.from, ...change.into]);
      break;
    case "merge":
      wants([...change.from, change.into], true);
      alike([...change.from, change.into]);
      if (change.from.includes(change.into))
        faults.push({ ref: change.into, text: "it would be merged into itself" });
      break;
    case "divest":
      wants(change.refs, true);
      break;
    case "move":
      wants([change.from, change.to, ...(change.only ?? [])], true);
      break;
    default:
      change satisfies never;
  }
  return faults;
}

/** Fields in which being somewhere, or belonging to somebody, is said. */
const placeFields: ReadonlySet<string> = new Set(["site", "sites", "owner", "targetSite"]);

function replacing(change: Restructuring): { readonly old: readonly Ref[]; readonly replace: Replace } {
  switch (change.type) {
    case "rename":
      return { old: [change.from], replace: () => [change.to] };
    case "split":
      return { old: [change.from], replace: () => change.into };
    case "merge":
      return { old: change.from, replace: () => [change.into] };
    case "divest":
      return { old: change.refs, replace: () => [] };
    case "move": {
      const isPlace = (path: DocumentPath) =>
        path.some((segment) => typeof segment === "string" && placeFields.has(segment));
      return { old: [change.from], replace: (_, path) => (isPlace(path) ? [change.to] : null) };
    }
    default:
      return change satisfies never;
  }
}

/** Works out what a restructuring would do to each document. It was found to make sense; see `restructuringFaults`. */
export function planRestructuring(
  change: Restructuring,
  documents: readonly TextDocument[],
): RestructuringPlan {
  const { old, replace } = replacing(change);
  const touched: TouchedPlace[] = [];
  const undecided: TouchedPlace[] = [];
  const changes: RestructuringPlan["changes"][number][] = [];
  const leaving = new Set<Ref>(change.type === "move" ? [] : old);
  const byRef = new Map(documents.map((document) => [document.ref, document]));
  for (const document of documents) {
    const { ref, file, text } = document;
    if (change.type === "move" && change.only !== null && !change.only.includes(ref)) continue;
    if (leaving.has(ref)) {
      touched.push({ ref, path: [], text: leavingText(change) });
      changes.push({ ref, file, text: null });
      undecided.push(...leftBehind(change, document, byRef));
      if (change.type !== "rename" && change.type !== "split") continue;
      for (const to of change.type === "rename" ? [change.to] : change.into) {
        changes.push({ ref: to, file, text: renamed(editReferences(text, old, replace).text, to) });
        touched.push({ ref: to, path: ["metadata", "name"], text: `new, with all that ${ref} held` });
      }
      continue;
    }
    const edited = editReferences(text, old, replace);
    const sorted = { touched, undecided };
    for (const place of edited.places) note(place, ref, change, sorted);
    const clean =
      change.type === "merge" || change.type === "move" ? withoutRepeats(edited.text) : edited.text;
    if (clean !== text) changes.push({ ref, file, text: clean });
  }
  return { touched, undecided, changes };
}

function leavingText(change: Restructuring): string {
  switch (change.type) {
    case "rename":
      return `is called ${change.to}`;
    case "split":
      return `is split into ${change.into.join(", ")}`;
    case "merge":
      return `is merged into ${change.into}`;
    case "divest":
      return "leaves the estate";
    case "move":
      return "";
    default:
      return change satisfies never;
  }
}

function note(
  { path, ref: old, result }: EditedPlace,
  ref: Ref,
  change: Restructuring,
  to: { readonly touched: TouchedPlace[]; readonly undecided: TouchedPlace[] },
): void {
  const into = replacing(change).replace(old, path) ?? [];
  switch (result) {
    case "replaced":
      to.touched.push({ ref, path, text: `${old} becomes ${into.join(" and ")}` });
      break;
    case "removed":
      to.touched.push({ ref, path, text: `${old} is taken out` });
      break;
    case "undecided":
      to.undecided.push({
        ref,
        path,
        text:
          into.length > 1
            ? `holds one of ${into.join(", ")}: say which`
            : `${old} goes: say what takes its place`,
      });
      break;
    case "mentioned":
      to.undecided.push({ ref, path, text: `mentions ${old} among other words: read it` });
      break;
    default:
      result satisfies never;
  }
}

function specOf({ file, text }: TextDocument): JsonObject {
  const value = parseDocuments(file, text).documents[0]?.value;
  const spec = isJsonObject(value) ? value["spec"] : null;
  return isJsonObject(spec) ? spec : {};
}

/** What only a person can tell: of a split, who gets how much; of a merge, what the one that goes held otherwise. */
function leftBehind(
  change: Restructuring,
  document: TextDocument,
  byRef: ReadonlyMap<Ref, TextDocument>,
): readonly TouchedPlace[] {
  if (change.type === "split") {
    return Object.keys(specOf(document))
      .filter((field) => field === "capacity" || field === "exposure" || field === "members")
      .map((field) => ({
        ref: document.ref,
        path: ["spec", field],
        text: "every part holds all of it: divide it",
      }));
  }
  const into = change.type === "merge" ? byRef.get(change.into) : undefined;
  if (into === undefined) return [];
  const [gone, kept] = [specOf(document), specOf(into)];
  const same = (one: Json | undefined, other: Json | undefined) =>
    canonicalize(one ?? null) === canonicalize(other ?? null);
  return Object.keys(gone)
    .filter((field) => !same(gone[field], kept[field]))
    .map((field) => ({
      ref: document.ref,
      path: ["spec", field],
      text: `${into.ref} holds another ${field}, which stays: see whether it should`,
    }));
}

/** The text under another name. */
function renamed(text: string, to: Ref): string {
  const name = parseRef(to)?.name ?? "";
  // The name stands in `metadata`, in either style, and cannot stand quoted in any other way.
  return text.replace(/(^|[\s{,])(name:\s*)(["']?)[a-z0-9-]+\3/m, `$1$2$3${name}$3`);
}

/** Lists of references name nothing twice: two things that became one are named once. */
function withoutRepeats(text: string): string {
  const line = /^(\s*- )((?:[a-z]+:)[a-z0-9-]+)\s*$/;
  const lines = text.split("\n");
  const kept = lines.filter((one, index) => {
    const found = line.exec(one);
    if (found === null) return true;
    for (let before = index - 1; before >= 0 && line.exec(lines[before] ?? "")?.[1] === found[1]; before--) {
      if (lines[before] === one) return false;
    }
    return true;
  });
  return kept.join("\n").replaceAll(/\[([a-z0-9:\-, ]*)\]/g, (whole, inner: string) => {
    const items = inner.split(",").map((item) => item.trim());
    const unique = [...new Set(items)];
    return unique.length === items.length ? whole : `[${unique.join(", ")}]`;
  });
}
