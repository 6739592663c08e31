import assert from "node:assert/strict";
import { test } from "node:test";
import type { EstateDocument } from "../../model/estate.ts";
import { teamMembers } from "../../model/team-members.ts";
import { importBackstage } from "../import/backstage/backstage.ts";
import { documentText } from "../write/document-text.ts";
import { exportBackstage } from "./backstage.ts";
import { estateOf, exported, labEstate } from "./export.test-kit.ts";

const targetsOf = (document: EstateDocument | undefined) =>
  document !== undefined && "dependsOn" in document.spec
    ? document.spec.dependsOn.flatMap((one) => (one.type === "group" ? one.anyOf : [one.on])).toSorted()
    : null;

test("[A3.2] what goes out to Backstage comes back with the same owners, dependencies and teams", () => {
  const before = labEstate();
  const text = exported(exportBackstage, before).texts.get("catalog-info.yaml") ?? "";
  const { documents } = importBackstage([{ file: "catalog-info.yaml", text }], {
    importedOn: "2026-06-30",
    mapping: null,
  });
  const after = estateOf(documents.map(({ value }) => documentText(value, [])).join("---\n"));
  assert.equal(after.invalid.size, 0);
  for (const ref of ["service:orders", "component:orders-app-east", "component:public-entrance"] as const) {
    assert.deepEqual(targetsOf(after.documents.get(ref)), targetsOf(before.documents.get(ref)), ref);
    const owner = (document: EstateDocument | undefined) =>
      document !== undefined && "owner" in document.spec ? document.spec.owner : null;
    assert.equal(owner(after.documents.get(ref)), owner(before.documents.get(ref)), ref);
  }
  assert.deepEqual(teamMembers(after), teamMembers(before));
});
