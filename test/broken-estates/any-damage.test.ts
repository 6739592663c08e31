import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allConnectors } from "#connectors/all-connectors.ts";
import { connectorCatalogue } from "#connectors/catalogue.ts";
import { checkEstate } from "#core/check/check-estate.ts";
import { resolveEstate } from "#core/document/resolve-estate.ts";
import { cleanEstate } from "./clean-estate.ts";
import { today } from "./fixture.ts";

const catalogue = connectorCatalogue(allConnectors);
const texts = [...cleanEstate];
const reference =
  /\b(?:component|service|function|vendor|site|team|person|plan|runbook|scenario):[a-z][a-z0-9-]*/g;
const references = [...new Set(texts.flatMap(([, text]) => text.match(reference) ?? []))];
const value = /\b(?:P(?:\d+[DMY])?T?(?:\d+[HMS])?|\d{4}-\d{2}-\d{2}|\d+)\b/g;
const values = ["PT0S", "P9999D", "0", "1", "-1", "2026-11-20", "2026-11-21", "1970-01-01", "9999-12-31"];

/** One damage: where in all the text, and what is put there. */
const damages = fc.array(
  fc.record({
    how: fc.constantFrom("line", "reference", "value"),
    file: fc.nat(texts.length - 1),
    at: fc.nat(10_000),
    by: fc.nat(10_000),
  }),
  { minLength: 1, maxLength: 12 },
);

function damaged(text: string, how: string, at: number, by: number): string {
  if (how === "line") {
    const lines = text.split("\n");
    return lines.toSpliced(at % lines.length, 1).join("\n");
  }
  const [pattern, pool] = how === "reference" ? [reference, references] : [value, values];
  const found = [...text.matchAll(pattern)];
  const hit = found[at % Math.max(found.length, 1)];
  if (!hit) return text;
  return text.slice(0, hit.index) + pool[by % pool.length] + text.slice(hit.index + hit[0].length);
}

test("[A3.1] whatever is cut out of an estate or confused in it, the checker answers, and says where", () => {
  fc.assert(
    fc.property(damages, (all) => {
      const current = texts.map(([file, text]) => ({ file, text }));
      for (const { how, file, at, by } of all) {
        const target = current[file];
        if (target) current[file] = { ...target, text: damaged(target.text, how, at, by) };
      }
      const resolved = resolveEstate(current.map(({ file, text }) => ({ type: "text", file, text })));
      for (const { message, place } of checkEstate(resolved, catalogue, { today })) {
        assert.ok(cleanEstate.has(place.file), `${message}: ${place.file}`);
        assert.ok(place.span.line >= 1 && place.span.column >= 1, message);
        assert.doesNotMatch(message, /undefined|NaN|Infinity|\bnull\b/, message);
      }
    }),
    { numRuns: 100 },
  );
});
