import type { RegulationPack } from "../pack.ts";

/** Directive (EU) 2022/2555, Article 23(4). */
export const nis2: RegulationPack = {
  id: "nis2",
  title: "NIS2, significant incidents",
  authority: "CSIRT or competent authority",
  effectiveFrom: "2024-10-18",
  effectiveTo: null,
  holidays: null,
  rules: [
    {
      id: "nis2-early-warning",
      title: "Early warning",
      report: "nis2-early-warning",
      to: "CSIRT",
      limits: [
        {
          from: "aware",
          within: { hours: 24 },
          citation: "Directive (EU) 2022/2555, Article 23(4)(a): within 24 hours of becoming aware",
        },
      ],
    },
    {
      id: "nis2-notification",
      title: "Incident notification",
      report: "nis2-notification",
      to: "CSIRT",
      limits: [
        {
          from: "aware",
          within: { hours: 72 },
          citation: "Directive (EU) 2022/2555, Article 23(4)(b): within 72 hours of becoming aware",
        },
      ],
    },
    {
      id: "nis2-final",
      title: "Final report",
      report: "nis2-final",
      to: "CSIRT",
      limits: [
        {
          from: "submitted:nis2-notification",
          within: { months: 1 },
          citation:
            "Directive (EU) 2022/2555, Article 23(4)(d): one month after the submission of the notification",
        },
      ],
    },
  ],
};
