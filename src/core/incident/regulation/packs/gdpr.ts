import type { RegulationPack } from "../pack.ts";

/** Regulation (EU) 2016/679, Article 33. */
export const gdpr: RegulationPack = {
  id: "gdpr",
  title: "GDPR, personal data breaches",
  authority: "Supervisory authority under Article 55",
  effectiveFrom: "2018-05-25",
  effectiveTo: null,
  holidays: null,
  rules: [
    {
      id: "gdpr-notification",
      title: "Notification of a personal data breach",
      report: "gdpr-notification",
      to: "supervisory authority",
      limits: [
        {
          from: "aware",
          within: { hours: 72 },
          citation: "Regulation (EU) 2016/679, Article 33(1): not later than 72 hours after becoming aware",
        },
      ],
    },
  ],
};
