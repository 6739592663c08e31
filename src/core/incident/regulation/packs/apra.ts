import type { RegulationPack } from "../pack.ts";

/** Prudential Standard CPS 230. */
export const apra: RegulationPack = {
  id: "apra",
  title: "APRA CPS 230",
  authority: "Australian Prudential Regulation Authority",
  effectiveFrom: "2025-07-01",
  effectiveTo: null,
  holidays: null,
  rules: [
    {
      id: "apra-incident",
      title: "Notification of an operational risk incident",
      report: "apra-incident",
      to: "APRA",
      limits: [
        {
          from: "aware",
          within: { hours: 72 },
          citation: "CPS 230, paragraph 33: not later than 72 hours after becoming aware",
        },
      ],
    },
    {
      id: "apra-tolerance",
      title: "Notification of a disruption outside tolerance",
      report: "apra-tolerance",
      to: "APRA",
      limits: [
        {
          from: "outside-tolerance",
          within: { hours: 24 },
          citation: "CPS 230, paragraph 42: not later than 24 hours after a disruption outside tolerance",
        },
      ],
    },
  ],
};
