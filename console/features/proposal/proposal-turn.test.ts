import assert from "node:assert/strict";
import { test } from "node:test";
import type { ProposalSummary } from "../../api/proposals.ts";
import { turnOf } from "./proposal-turn.ts";

const author = { type: "person", ref: "person:ana", teams: [] } as const;

const proposal = (waitsFor: ProposalSummary["turn"]["waitsFor"], owners: string[] = []) => ({
  status: waitsFor === "nobody" ? ("published" as const) : ("open" as const),
  authors: [author] as unknown as ProposalSummary["authors"],
  turn: { waitsFor, owners, why: "Changes were requested." },
});

test("who looks is told that it is their turn, and an author never that they should approve", () => {
  const ben = { ref: "person:ben", teams: ["team:dba"] };
  const ana = { ref: "person:ana", teams: ["team:dba"] };
  assert.equal(turnOf(proposal("owners", ["team:dba"]), ben).word, "you: approve it");
  assert.equal(turnOf(proposal("owners", ["team:dba"]), ana).word, "team:dba");
  assert.equal(turnOf(proposal("owners", ["team:shop"]), ben).word, "team:shop");
  assert.match(turnOf(proposal("authors"), ana).word, /^you:/);
  assert.match(turnOf(proposal("authors"), null).word, /^its authors/);
  assert.equal(turnOf(proposal("nobody"), ben).word, "published");
});
