import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { namePattern } from "../../model/ref.ts";
import { importFormats } from "./all-importers.ts";
import { assertBalanced } from "./import.test-kit.ts";
import { documentText } from "../write/document-text.ts";

const mapping =
  "documents: [{ kind: Service, name: a, fields: { x.y: b, dependsOn: { column: b, reference: Service, separator: ';' } } }]\ndependencies: [{ from: { column: a, reference: Team, create: true }, to: { column: b, reference: Team } }]\n";

/** For each format a text that has something of everything it reads; mutations of it reach deep. */
const seeds: { readonly [format: string]: string } = {
  gitlab:
    "teams: [{ name: t }]\nservices:\n  - { name: a, owner: t, technical: { dependencies: [{ service: a }, { service: }] } }\n",
  netbox:
    '[{"model":"dcim.site","pk":1,"fields":{"slug":"a","region":1}},{"model":"dcim.region","pk":1,"fields":{"name":"r","parent":1}},{"model":"circuits.circuittermination","pk":1,"fields":{"circuit":1,"site":1}},{"model":"circuits.circuit","pk":1,"fields":{"cid":"c","provider":1}}]',
  compose:
    "services:\n  a: { depends_on: { b: { condition: x } }, links: [b], environment: [B_HOST=b] }\n  b: { <<: { links: [a] } }\n",
  backstage:
    "kind: Component\nmetadata: { name: a }\nspec: { type: service, owner: t, dependsOn: [component:a, 'resource:x/y'] }\n---\nkind: Group\nmetadata: { name: t }\nspec: { members: [u] }\n",
  csv: 'a,b\n"x;y","z"\nx,x;y\n',
  kubernetes:
    "kind: Deployment\nmetadata: { name: a }\nspec: { template: { metadata: { labels: { x: y } }, spec: { containers: [{ env: [{ name: B, value: 'http://b:1' }], envFrom: [{ secretRef: { name: s } }] }] } } }\n---\nkind: Service\nmetadata: { name: b }\nspec: { selector: { x: y } }\n",
  otlp: '{"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"a"}}]},"scopeSpans":[{"spans":[{"traceId":"1","spanId":"2","parentSpanId":"3","startTimeUnixNano":"1760000000000000000","kind":3,"attributes":[{"key":"peer.service","value":{"stringValue":"b"}}]}]}]}]}',
  servicegraph: 'traces_service_graph_request_total{client="a",server="b"} 5 1760000000000\n',
  markdown: "# T\n\n## Do\n\ntext\n\n```sh\nls\n```\n## More\n- x\n",
  rundeck: "- { name: a, sequence: { commands: [{ exec: ls }, { jobref: { name: b } }] } }\n",
  cacao:
    '{"type":"playbook","name":"p","workflow_start":"a","workflow":{"a":{"type":"start","on_completion":"b"},"b":{"type":"action","name":"n","commands":[{"command":"c"}],"on_completion":"a"}}}',
  ical: "BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nDTSTART:20260301T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=3\nSUMMARY:x\nEND:VEVENT\nEND:VCALENDAR\n",
};

/** Pieces that tend to break parsers: signs of structure, odd letters, huge numbers, names of prototypes. */
const pieces = [
  "{",
  "}",
  "[",
  "]",
  '"',
  "'",
  ":",
  ",",
  ";",
  "\n",
  "\t",
  "- ",
  "&a ",
  "*a",
  "|",
  "\u0000",
  "\uFEFF",
  "é",
  "\uD800",
  "null",
  "~",
  "1e999",
  "99999999999999999999",
  "__proto__",
  "constructor",
  "<<",
  "---\n",
  "```",
  "END:VEVENT\n",
  "#",
];

type Edit = { readonly at: number; readonly remove: number; readonly insert: string };
const edits = fc.array(
  fc.record({
    at: fc.nat(2_000),
    remove: fc.nat(12),
    insert: fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })),
  }),
  { maxLength: 6 },
);
const edited = (text: string, list: readonly Edit[]) =>
  list.reduce((now, { at, remove, insert }) => {
    const place = at % (now.length + 1);
    return now.slice(0, place) + insert + now.slice(place + remove);
  }, text);

for (const { name, importer } of importFormats) {
  test(`the importer of ${name} answers whatever it is given, books all of it, and makes documents that can be written`, () => {
    const seed = seeds[name];
    assert.ok(seed !== undefined, `a seed for ${name}`);
    const texts = fc.oneof(
      edits.map((list) => edited(seed, list)),
      fc.string({ unit: "binary", maxLength: 200 }),
      fc.jsonValue().map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(fc.array(texts, { minLength: 1, maxLength: 2 }), (contents) => {
        const files = contents.map((text, index) => ({ file: `f${index}`, text }));
        const result = importer(files, { importedOn: "2026-01-31", mapping: { file: "m", text: mapping } });
        assertBalanced(result);
        for (const { name: called, value } of result.documents) {
          assert.match(called, namePattern);
          documentText(value, ["x"]);
        }
      }),
      { numRuns: 150 },
    );
  });
}

test("the seed of every format is read without damage, so that the fuzzing reaches what lies behind", () => {
  for (const { name, importer } of importFormats) {
    const files = [{ file: "seed", text: seeds[name] ?? "" }];
    const { report } = importer(files, { importedOn: "2026-01-31", mapping: { file: "m", text: mapping } });
    assert.equal(report.damaged, false, `${name}: ${JSON.stringify(report.findings)}`);
    assert.ok(report.fields.mapped > 0, name);
  }
});
