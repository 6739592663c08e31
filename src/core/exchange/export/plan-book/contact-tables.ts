import { type DocumentOf, documentsOf, type Estate } from "../../../model/estate.ts";
import type { Ref } from "../../../model/ref.ts";
import type { BookBlock } from "./plan-book.ts";
import { lengthText, titleOf } from "./words.ts";

/** The people of a plan with how to reach them, and since when that was not confirmed. */
export function peopleTable(estate: Estate, people: ReadonlySet<Ref>): BookBlock {
  const rows = documentsOf(estate, "Person")
    .filter(({ ref }) => people.has(ref))
    .toSorted((one, other) => (one.title < other.title ? -1 : 1))
    .map(({ title, spec }) => [
      title,
      spec.phone ?? "",
      spec.email ?? "",
      spec.teams.map((team) => titleOf(estate, team)).join(", "),
      spec.contactConfirmedOn ?? "never",
    ]);
  return {
    type: "table",
    columns: [
      { title: "Name", share: 3 },
      { title: "Telephone", share: 3 },
      { title: "E-mail", share: 4 },
      { title: "Teams", share: 3 },
      { title: "Confirmed", share: 2 },
    ],
    rows,
  };
}

/** The vendors of a plan: whom to call, and what was promised. */
export function vendorTable(estate: Estate, vendors: ReadonlySet<Ref>): BookBlock {
  const contracts = documentsOf(estate, "Contract");
  const rows = documentsOf(estate, "Vendor")
    .filter(({ ref }) => vendors.has(ref))
    .toSorted((one, other) => (one.title < other.title ? -1 : 1))
    .map((vendor) => [
      vendor.title,
      vendor.spec.contacts.map(contactText).join("\n"),
      contracts
        .filter(({ spec }) => spec.vendor === vendor.ref)
        .map(promiseText)
        .join("\n"),
    ]);
  return {
    type: "table",
    columns: [
      { title: "Vendor", share: 3 },
      { title: "Contact", share: 6 },
      { title: "Contract", share: 6 },
    ],
    rows,
  };
}

function contactText({ name, role, phone, email }: DocumentOf<"Vendor">["spec"]["contacts"][number]): string {
  return [name, role, phone, email].filter((part) => part !== null).join(", ");
}

function promiseText({ title, spec }: DocumentOf<"Contract">): string {
  const response =
    spec.responseTimeSeconds === null ? null : `answers in ${lengthText(spec.responseTimeSeconds)}`;
  const expiry = spec.expiresOn === null ? null : `until ${spec.expiresOn}`;
  return [title, response, spec.hours, spec.access, expiry].filter((part) => part !== null).join(", ");
}
