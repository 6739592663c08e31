import assert from "node:assert/strict";
import { test } from "node:test";
import { resolveEstate } from "../../document/resolve-estate.ts";
import { checkContext } from "../check-context.ts";
import { agenda } from "./agenda.ts";

const estate = `
apiVersion: holdfast/v1
kind: Team
metadata: { name: shop }
spec: {}
---
apiVersion: holdfast/v1
kind: Vendor
metadata: { name: lines }
spec: {}
---
apiVersion: holdfast/v1
kind: Contract
metadata: { name: lines, title: Lines }
spec: { owner: team:shop, vendor: vendor:lines, expiresOn: 2027-03-31, noticePeriod: P3M }
---
apiVersion: holdfast/v1
kind: Service
metadata:
  name: orders
  suppress: [{ code: without-owner, reason: known, until: 2026-12-05 }]
spec: { tier: 1 }
---
apiVersion: holdfast/v1
kind: Plan
metadata: { name: orders }
spec:
  owner: team:shop
  covers: [service:orders]
  review: { cycle: P6M, lastOn: 2026-06-01 }
  signOffs: [{ by: team:shop, on: 2026-01-01, expiresOn: 2026-11-01 }]
---
apiVersion: holdfast/v1
kind: Policy
metadata: { name: tier-one }
spec: { appliesTo: { tiers: [1] }, requires: { exerciseEvery: P12M } }
---
apiVersion: holdfast/v1
kind: Exercise
metadata: { name: last }
spec: { plan: plan:orders, depth: tabletop, heldOn: 2025-12-20, result: passed }
---
apiVersion: holdfast/v1
kind: Exercise
metadata: { name: next }
spec: { plan: plan:orders, depth: full, plannedOn: 2026-12-10 }
---
apiVersion: holdfast/v1
kind: Exercise
metadata: { name: undated }
spec: { plan: plan:orders, depth: full }
`;

function due(until: string) {
  const resolved = resolveEstate([{ type: "text", file: "estate.yaml", text: estate }]);
  const accepted = { allowances: [], rules: new Map(), used: new Set<never>() };
  return agenda(checkContext(resolved, {}, "2026-11-28", accepted), until);
}

test("[A6.4] what is due is told by day, what is overdue first, and what nobody has dated is not invented", () => {
  assert.deepEqual(
    due("2027-12-31").map(({ type, on, ref }) => [type, on, ref]),
    [
      ["approval", "2026-11-01", "plan:orders"],
      ["review", "2026-12-01", "plan:orders"],
      ["acceptance", "2026-12-05", "service:orders"],
      ["exercise", "2026-12-10", "exercise:next"],
      ["exercise", "2026-12-20", "service:orders"],
      ["notice", "2026-12-31", "contract:lines"],
      ["contract", "2027-03-31", "contract:lines"],
    ],
  );
});

test("what comes after the day that is asked for is left out", () => {
  assert.deepEqual(
    due("2026-12-01").map(({ what }) => what),
    ["the approval by team:shop ends", "its review is due"],
  );
});
