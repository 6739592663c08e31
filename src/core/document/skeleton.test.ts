import assert from "node:assert/strict";
import { test } from "node:test";
import { documentKinds } from "../model/ref.ts";
import { resolveEstate } from "./resolve-estate.ts";
import { skeletonOf } from "./skeleton.ts";

function problemsOf(text: string): readonly unknown[] {
  const { problems, estate } = resolveEstate([{ type: "text", file: "new.yaml", text }]);
  assert.equal(estate.documents.size, problems.length === 0 ? 1 : 0);
  return problems.map(({ place, ...problem }) => ({
    ...problem,
    line: text.split("\n")[place.span.line - 1],
  }));
}

/** What a person does who fills in every field: takes the number sign away that no blank follows. */
const filledIn = (text: string) => text.replaceAll(/^(\s*)#(?! \S)/gm, "$1");

for (const kind of documentKinds) {
  test(`the skeleton of a ${kind} is valid as it stands, and with every field filled in`, () => {
    const text = skeletonOf(kind, "new-one");
    assert.deepEqual(problemsOf(text), []);
    assert.deepEqual(problemsOf(filledIn(text)), []);
    assert.match(filledIn(text), /^ {2}title: /m);
  });
}
