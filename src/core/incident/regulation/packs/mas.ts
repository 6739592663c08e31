import type { RegulationPack } from "../pack.ts";

/** MAS Notices on Technology Risk Management (such as Notice 644 for banks, now FSM-N05). */
export const mas: RegulationPack = {
  id: "mas",
  title: "MAS technology risk management",
  authority: "Monetary Authority of Singapore",
  effectiveFrom: "2014-07-01",
  effectiveTo: null,
  holidays: null,
  rules: [
    {
      id: "mas-notice",
      title: "Notification of a relevant incident",
      report: "mas-notice",
      to: "MAS",
      limits: [
        {
          from: "aware",
          within: { hours: 1 },
          citation: "MAS TRM Notice, paragraph 7: not later than one hour upon the discovery",
        },
      ],
    },
    {
      id: "mas-recovery",
      title: "Recovery of a critical system",
      report: "mas-recovery",
      to: "MAS",
      limits: [
        {
          from: "impact-began",
          within: { hours: 4 },
          citation: "MAS TRM Notice, paragraph 6: recovery time objective of not more than four hours",
        },
      ],
    },
    {
      id: "mas-report",
      title: "Root cause and impact analysis report",
      report: "mas-report",
      to: "MAS",
      limits: [
        {
          from: "aware",
          within: { days: 14 },
          citation: "MAS TRM Notice, paragraph 8: within 14 days from the discovery",
        },
      ],
    },
  ],
};
