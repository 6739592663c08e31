import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import { examples } from "./examples.ts";

test("every example that an empty page teaches is a document that can be read, of the kind it is shown for", () => {
  for (const [kind, text] of Object.entries(examples)) {
    const { estate, files } = resolveEstate([{ type: "text", file: `${kind}.yaml`, text }]);
    assert.deepEqual([...estate.invalid], [], kind);
    assert.deepEqual(
      files.flatMap(({ problems }) => problems),
      [],
      kind,
    );
    assert.deepEqual(
      [...estate.documents.values()].map((document) => document.kind.toLowerCase()),
      [kind],
    );
  }
});
