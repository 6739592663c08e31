import type { PrintedRecord, RecordBlock } from "../log/printed-record.ts";
import type { ContractLimit, VendorClaim } from "./vendor-claim.ts";

const minutes = (seconds: number | null) =>
  seconds === null ? "not stated" : `${Math.ceil(seconds / 60)} min`;

const limitRow = (limit: ContractLimit) => [
  limit.what,
  minutes(limit.seconds),
  limit.dueAt ?? "not stated",
  limit.doneAt ?? "not yet",
  limit.standing.replaceAll("-", " "),
  limit.lateSeconds === null ? "" : minutes(limit.lateSeconds),
  limit.lateContractSeconds === null ? "" : minutes(limit.lateContractSeconds),
];

/** A claim for paper. */
export function claimRecord(claim: VendorClaim): PrintedRecord {
  const { vendor, subject, incident, asOf } = claim;
  return {
    title: `${vendor}: ${subject}`,
    about: [
      claim.verdict,
      `Case ${claim.case} of incident ${incident}, as of ${asOf}. All times are UTC.`,
      "The signed bundle of this case holds each entry below, and is verified with the public key alone.",
    ],
    foot: `case ${claim.case} · incident ${incident} · as of ${asOf}`,
    sections: [
      { title: "Contract", blocks: [contractFacts(claim), limitTable(claim)] },
      { title: "What was promised", blocks: [promiseTable(claim)] },
      { title: "Every contact", blocks: [contactTable(claim)] },
    ],
  };
}

function contractFacts(claim: VendorClaim): RecordBlock {
  const { contract, reference, hours, inForce } = claim;
  const counted = claim.countsHours
    ? "in the hours of the contract"
    : "without a break: no clock can be set by what the contract says of its hours";
  return {
    type: "facts",
    rows: [
      ["Contract", contract ?? "none was named"],
      ["In force", inForce === null ? "not recorded" : `${inForce.from ?? "…"} to ${inForce.until ?? "…"}`],
      ["Hours", hours ?? "not stated"],
      ["Counted", counted],
      ["Called", `${claim.openedAt} by ${claim.openedBy}`],
      ["Their number", reference === "" ? "not recorded" : reference],
    ],
  };
}

function limitTable({ limits }: VendorClaim): RecordBlock {
  const titles = ["Limit", "Promised", "Due", "Done", "Standing", "Late", "Late, their hours"];
  const columns = titles.map((title, at) => ({ title, share: at === 2 || at === 3 ? 5 : 3 }));
  return { type: "table", columns, rows: limits.map(limitRow) };
}

function promiseTable({ promises }: VendorClaim): RecordBlock {
  if (promises.length === 0) return { type: "text", text: "No time was promised." };
  return {
    type: "table",
    columns: ["Promised for", "Standing", "Noted at", "Noted by"].map((title) => ({ title, share: 1 })),
    rows: promises.map((each) => [each.promisedAt, each.standing, each.notedAt, each.notedBy]),
  };
}

function contactTable({ contacts }: VendorClaim): RecordBlock {
  if (contacts.length === 0) return { type: "text", text: "The vendor has not answered." };
  return {
    type: "table",
    columns: [
      { title: "Noted at", share: 5 },
      { title: "By", share: 4 },
      { title: "What", share: 3 },
      { title: "Note and evidence", share: 10 },
    ],
    rows: contacts.map(({ at, notedBy, what, promisedAt, note, evidence }) => [
      at,
      notedBy,
      what,
      [
        ...(promisedAt === null ? [] : [`promised for ${promisedAt}`]),
        ...(note === "" ? [] : [note]),
        ...evidence.map(({ name, sha256 }) => `${name}, SHA-256 ${sha256}`),
      ].join("\n"),
    ]),
  };
}
