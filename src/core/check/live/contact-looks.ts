import { daysBetween } from "../../model/calendar.ts";
import type { DocumentPath } from "../../model/document-path.ts";
import { documentsOf, type Estate } from "../../model/estate.ts";
import type { Ref } from "../../model/ref.ts";
import type { Look, LookTask } from "./look.ts";

/** A contact that nobody has tried for longer is not known to be right. */
export const contactDaysMax = 90;

/** Whether the contacts of people and vendors have been confirmed of late, which the documents themselves say. */
export function contactLooks(estate: Estate, today: string): readonly Look[] {
  const people = documentsOf(estate, "Person").map((person) =>
    contactLook(person.ref, ["spec", "contactConfirmedOn"], person.spec.contactConfirmedOn, today),
  );
  const vendors = documentsOf(estate, "Vendor").flatMap((vendor) =>
    vendor.spec.contacts.map(({ confirmedOn }, index) =>
      contactLook(vendor.ref, ["spec", "contacts", index, "confirmedOn"], confirmedOn, today),
    ),
  );
  return [...people, ...vendors];
}

function contactLook(about: Ref, path: DocumentPath, confirmedOn: string | null, today: string): Look {
  return {
    topic: "contact",
    about,
    path,
    claim: `the contact was confirmed within ${contactDaysMax} days`,
    task: judge(confirmedOn, today),
  };
}

function judge(confirmedOn: string | null, today: string): LookTask {
  if (confirmedOn === null) {
    return { type: "settled", outcome: "unknown", detail: "no confirmation is on record" };
  }
  const days = daysBetween(confirmedOn, today);
  if (days < 0) {
    return { type: "settled", outcome: "unknown", detail: `${confirmedOn} has not come yet` };
  }
  const outcome = days <= contactDaysMax ? "holds" : "does-not-hold";
  return { type: "settled", outcome, detail: `confirmed on ${confirmedOn}, ${days} days ago` };
}
