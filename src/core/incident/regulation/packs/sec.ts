import type { RegulationPack } from "../pack.ts";

/** Form 8-K, Item 1.05 (17 CFR 249.308) with General Instruction B.1. */
export const sec: RegulationPack = {
  id: "sec",
  title: "SEC Form 8-K, Item 1.05",
  authority: "Securities and Exchange Commission",
  effectiveFrom: "2023-12-18",
  effectiveTo: null,
  holidays: "us-federal",
  rules: [
    {
      id: "sec-8k-105",
      title: "Form 8-K, Item 1.05",
      report: "sec-8k-105",
      to: "SEC (EDGAR)",
      limits: [
        {
          from: "materiality-determined",
          within: { businessDays: 4, timeZone: "America/New_York", closesAt: "17:30" },
          citation:
            "Form 8-K, General Instruction B.1 and Item 1.05: four business days after the registrant determines that the incident is material",
        },
      ],
    },
  ],
};
