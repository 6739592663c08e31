import assert from "node:assert/strict";
import { test } from "node:test";
import { parseFindingsSearch, withoutEmpty } from "./findings-search.ts";

test("the address of the findings keeps what filters them and drops the rest", () => {
  const search = {
    severity: "error",
    code: "step-cycle",
    owner: "nobody",
    search: 12,
    junk: 1,
    explain: "step-cycle",
  };
  assert.deepEqual(parseFindingsSearch(search), {
    severity: "error",
    code: "step-cycle",
    owner: "nobody",
    search: "12",
    explain: "step-cycle",
  });
  assert.deepEqual(parseFindingsSearch({ severity: "worst", code: {} }), {});
  assert.deepEqual(withoutEmpty({ code: "", severity: undefined, search: "a" }), { search: "a" });
});
