import type { RegulationPack } from "../pack.ts";

/** Regulation (EU) 2022/2554 with Delegated Regulation (EU) 2025/301, Article 5. */
export const dora: RegulationPack = {
  id: "dora",
  title: "DORA, major ICT-related incidents",
  authority: "Competent authority under Article 46 of Regulation (EU) 2022/2554",
  effectiveFrom: "2025-01-17",
  effectiveTo: null,
  holidays: "target",
  rules: [
    {
      id: "dora-initial",
      title: "Initial notification",
      report: "dora-initial",
      to: "competent authority",
      limits: [
        {
          from: "classified-major",
          within: { hours: 4 },
          citation: "Delegated Regulation (EU) 2025/301, Article 5(1)(a): four hours from the classification",
        },
        {
          from: "aware",
          within: { hours: 24 },
          unless: { later: "classified-major", hours: 24 },
          citation:
            "Delegated Regulation (EU) 2025/301, Article 5(1)(a): 24 hours from awareness; Article 5(2) where the classification came later",
        },
      ],
      rollsOver: rollOver(),
    },
    {
      id: "dora-intermediate",
      title: "Intermediate report",
      report: "dora-intermediate",
      to: "competent authority",
      limits: [
        {
          from: "submitted:dora-initial",
          within: { hours: 72 },
          citation:
            "Delegated Regulation (EU) 2025/301, Article 5(1)(b): 72 hours from the submission of the initial notification",
        },
      ],
      rollsOver: rollOver(),
    },
    {
      id: "dora-final",
      title: "Final report",
      report: "dora-final",
      to: "competent authority",
      limits: [
        {
          from: "submitted:dora-intermediate",
          within: { months: 1 },
          citation:
            "Delegated Regulation (EU) 2025/301, Article 5(1)(c): one month after the latest intermediate report",
        },
      ],
      rollsOver: rollOver(),
    },
  ],
};

function rollOver() {
  return {
    until: "12:00",
    notFor: "entities whose initial and intermediate reports Article 5 holds to the plain limit",
    citation: "Delegated Regulation (EU) 2025/301, Article 5(4): noon of the next working day",
  };
}
