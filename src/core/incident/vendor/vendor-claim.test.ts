import assert from "node:assert/strict";
import { test } from "node:test";
import type { IncidentOrder } from "../commands.ts";
import { ana, dev, opening, story } from "../incident.test-kit.ts";
import { recordMarkdown } from "../log/printed-record.ts";
import { openReminders } from "../reminders.ts";
import { claimRecord } from "./claim-record.ts";
import { vendorClaim } from "./vendor-claim.ts";

const call = (hours: string | null): IncidentOrder => ({
  type: "OpenVendorCase",
  data: {
    case: "c1",
    vendor: "vendor:fibreco",
    contract: "contract:lines",
    subject: "The line is down",
    reference: "F-77",
    responseSeconds: 3600,
    terms: { restoreSeconds: 4 * 3600, hours, startsOn: "2026-01-01", expiresOn: null },
  },
});
type Answer = Extract<IncidentOrder, { readonly type: "RecordVendorAnswer" }>["data"];
const said = (what: Answer["what"], promisedAt: string | null = null, note = ""): IncidentOrder => ({
  type: "RecordVendorAnswer",
  data: { case: "c1", what, promisedAt, note, evidence: [] },
});

function claimOf(one: ReturnType<typeof story>) {
  const found = one.state().vendorCases.get("c1");
  assert.ok(found);
  return vendorClaim("i1", found, one.now());
}

test("[B4.5] [A7.5] a claim says what the contract promised, what came, by how much it was late, who noted it and when", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, call("24x7"));
  one.wait(90 * 60);
  one.tell(dev, said("acknowledged", null, "ticket taken"));
  one.tell(dev, said("promised", "2026-11-25T17:00:00.000Z"));
  one.wait(30 * 60);
  one.tell(ana, said("promised", "2026-11-25T18:00:00.000Z", "a part is missing"));
  one.wait(3 * 3600);
  const before = claimOf(one);
  assert.deepEqual(
    before.promises.map(({ promisedAt, standing, notedBy }) => [promisedAt, standing, notedBy]),
    [
      ["2026-11-25T17:00:00.000Z", "replaced", "person:dev"],
      ["2026-11-25T18:00:00.000Z", "broken", "person:ana"],
    ],
  );
  one.tell(ana, said("resolved"));
  const claim = claimOf(one);
  assert.deepEqual(
    claim.limits.map(({ what, standing, lateSeconds, dueAt }) => [what, standing, lateSeconds, dueAt]),
    [
      ["response", "late", 30 * 60, "2026-11-25T15:00:00.000Z"],
      ["restoration", "late", 3600, "2026-11-25T18:00:00.000Z"],
    ],
  );
  assert.match(
    claim.verdict,
    /^Breached: the time of response was missed by 30 min.*restoration.*60 min.*1 promise/,
  );
  const text = recordMarkdown(claimRecord(claim));
  for (const word of ["F-77", "ticket taken", "person:dev", "24x7", "2026-11-25T15:30:00.000Z"])
    assert.ok(text.includes(word), word);
});

test("[B4.5] in a contract with business hours the night does not count, neither for the claim nor for the reminder", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, call("Mon-Fri 09:00-14:30 UTC"));
  const due = "2026-11-26T09:30:00.000Z";
  assert.deepEqual(
    openReminders(one.state(), one.now())
      .filter(({ kind }) => kind === "vendor")
      .map(({ at }) => at),
    [due],
  );
  one.wait(20 * 3600);
  one.tell(ana, said("acknowledged"));
  const [response] = claimOf(one).limits;
  assert.deepEqual(
    [response?.dueAt, response?.standing, response?.lateContractSeconds],
    [due, "late", 30 * 60],
  );
});

test("what the contract does not say is not counted as kept, and hours in words are said to be counted without a break", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, {
    type: "OpenVendorCase",
    data: {
      case: "c1",
      vendor: "vendor:x",
      contract: null,
      subject: "help",
      reference: "",
      responseSeconds: null,
    },
  });
  assert.match(claimOf(one).verdict, /names no times/);
  const other = story();
  other.tell(ana, opening);
  other.tell(ana, call("business hours, as agreed"));
  other.tell(dev, said("missed", null, "nobody picks up"));
  other.wait(2 * 3600);
  const claim = claimOf(other);
  assert.equal(claim.limits[0]?.standing, "late", "that they missed it is no answer of theirs");
  assert.match(recordMarkdown(claimRecord(claim)), /without a break/);
});
