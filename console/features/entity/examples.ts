import type { DocumentKind } from "#core/model/ref.ts";

/** A small document of each kind that people write first, for places where there is none yet. A test checks each of them. */
export const examples: { readonly [kind in Lowercase<DocumentKind>]?: string } = {
  service: `apiVersion: holdfast/v1
kind: Service
metadata: { name: orders, title: Order intake }
spec:
  owner: team:shop
  tier: 1
  sites: [site:east, site:west]     # the first is the active one
  mode: active-passive
  objectives: { rto: PT30M, rpo: PT1M }
  dependsOn:
    - component:orders-db           # down without it
    - { on: service:advice, need: soft }
    - { anyOf: [vendor:psp-a, vendor:psp-b], atLeast: 1 }
`,
  component: `apiVersion: holdfast/v1
kind: Component
metadata: { name: orders-db, title: Database of orders }
spec: { owner: team:dba, site: site:east, type: database }
`,
  site: `apiVersion: holdfast/v1
kind: Site
metadata: { name: west, title: West }
spec: { role: recovery, location: Westhafen, jurisdiction: DE, power: [grid-west] }
`,
  vendor: `apiVersion: holdfast/v1
kind: Vendor
metadata: { name: psp-a, title: Payments A }
spec:
  contacts: [{ name: Duty desk, phone: "+49 30 000000", email: duty@psp.example, confirmedOn: 2026-09-01 }]
`,
  team: `apiVersion: holdfast/v1
kind: Team
metadata: { name: dba, title: Databases }
spec: { capacity: 2, lead: person:ana, members: [person:ana, person:ben] }
`,
  person: `apiVersion: holdfast/v1
kind: Person
metadata: { name: ana, title: Ana }
spec: { teams: [team:dba], phone: "+49 30 000001", site: site:east, canReach: { "site:west": PT45M } }
`,
  function: `apiVersion: holdfast/v1
kind: Function
metadata: { name: order-taking, title: Taking orders }
spec:
  owner: team:shop
  priority: 1
  objectives: { rto: PT1H, mtd: PT8H }
  dependsOn: [service:orders]
  exposure:                         # what an outage has cost in all once it has lasted so long
    - { after: PT1H, amount: 10000, currency: EUR }
    - { after: PT8H, amount: 250000, currency: EUR }
`,
  protection: `apiVersion: holdfast/v1
kind: Protection
metadata: { name: orders-nightly, title: Nightly backup of orders }
spec: { owner: team:dba, protects: component:orders-db, method: backup, interval: P1D, restoreDuration: PT2H }
`,
  runbook: `apiVersion: holdfast/v1
kind: Runbook
metadata: { name: orders-restore, title: Restore orders }
spec:
  purpose: restore
  recovers: [service:orders]
  accountable: team:dba
  steps:
    - { id: restore, title: Restore the last backup, duration: { min: PT1H, likely: PT2H, max: PT4H }, person: { instructions: Restore it } }
`,
  contract: `apiVersion: holdfast/v1
kind: Contract
metadata: { name: psp-a, title: Contract with payments A }
spec: { owner: team:shop, vendor: vendor:psp-a, responseTime: PT1H, hours: 24x7, expiresOn: 2027-12-31, noticePeriod: P3M }
`,
  exercise: `apiVersion: holdfast/v1
kind: Exercise
metadata: { name: orders-spring, title: Spring exercise }
spec: { owner: team:shop, plan: plan:orders, depth: tabletop, plannedOn: 2027-04-01 }
`,
};
