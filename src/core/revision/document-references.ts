import { isJsonObject, type Json } from "../model/json.ts";
import { isRef, type Ref } from "../model/ref.ts";

/** Every well-formed reference in a value (also where it is the key of a map), each once, in order. */
export function refsIn(value: Json, skip: (key: string) => boolean = () => false): readonly Ref[] {
  const found = new Set<Ref>();
  const visit = (one: Json) => {
    if (typeof one === "string") {
      if (isRef(one)) found.add(one);
    } else if (Array.isArray(one)) for (const item of one as readonly Json[]) visit(item);
    else if (isJsonObject(one)) {
      for (const [key, item] of Object.entries(one)) {
        if (skip(key)) continue;
        if (isRef(key)) found.add(key);
        visit(item);
      }
    }
  };
  visit(value);
  return [...found];
}
