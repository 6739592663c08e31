import type { Change } from "./fixture.ts";

/** What has a date in the documents of the lab, as of the day on which the broken estates are checked. */
export const datedParts: readonly Change[] = [
  {
    in: "plan:orders-without-east",
    append: `  review: { cycle: P12M, lastOn: 2025-11-20, by: person:chloe-sample }
  signOffs:
    - { by: person:dev-sample, on: 2025-11-20, expiresOn: 2026-11-20 }
`,
  },
  { in: "person:ana-sample", append: "  contactConfirmedOn: 2026-08-22\n" },
  { in: "person:dev-sample", append: "  contactConfirmedOn: 2026-10-01\n" },
  { in: "component:orders-app-east", append: "  changedOn: 2026-05-20\n" },
];
