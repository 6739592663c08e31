import { documentsOf, type Estate } from "../model/estate.ts";
import type { Ref } from "../model/ref.ts";
import { packsNamed } from "./clock-facts.ts";

/** Laws that the functions which rest on these services name, by the id of their pack. */
export function regulationsOf(estate: Estate, services: readonly Ref[]): readonly string[] {
  const texts = documentsOf(estate, "Function")
    .filter(({ source }) => services.some((ref) => JSON.stringify(source).includes(`"${ref}"`)))
    .flatMap(({ spec }) => spec.regulations);
  return packsNamed(texts);
}
