import type { Estate } from "../../../model/estate.ts";
import type { Ref } from "../../../model/ref.ts";

const units = [
  ["d", 86_400],
  ["h", 3_600],
  ["min", 60],
] as const;

/** A length of time as it is read on paper: `1 h 30 min`; below a second `under 1 s`. */
export function lengthText(seconds: number): string {
  if (seconds === 0) return "none";
  if (seconds < 1) return "under 1 s";
  const parts: string[] = [];
  let rest = Math.round(seconds);
  for (const [unit, length] of units) {
    const count = Math.floor(rest / length);
    if (count > 0) parts.push(`${count} ${unit}`);
    rest -= count * length;
  }
  if (rest > 0) parts.push(`${rest} s`);
  return parts.join(" ");
}

/** The title of what a reference names; the reference itself where nothing of that name is there. */
export function titleOf(estate: Estate, ref: Ref): string {
  return estate.documents.get(ref)?.title ?? ref;
}

/** A reference as people say it: the title, and the reference where the two are unlike. */
export function nameOf(estate: Estate, ref: Ref): string {
  const title = titleOf(estate, ref);
  return title === ref || title === ref.slice(ref.indexOf(":") + 1) ? ref : `${title} (${ref})`;
}

/** A person with the telephone, a team with its members and theirs: whom to call is never on another page. */
export function whoText(estate: Estate, ref: Ref, members: ReadonlyMap<Ref, readonly Ref[]>): string {
  const document = estate.documents.get(ref);
  if (document?.kind === "Person") {
    return document.spec.phone === null ? document.title : `${document.title}, ${document.spec.phone}`;
  }
  const people = (members.get(ref) ?? []).map((person) => whoText(estate, person, members));
  const title = titleOf(estate, ref);
  return people.length > 0 ? `${title}: ${people.join("; ")}` : title;
}
