import assert from "node:assert/strict";
import { test } from "node:test";
import type { IncidentOrder } from "../commands.ts";
import { ana, dev, fact, opening, story } from "../incident.test-kit.ts";
import { pageFiles } from "./page-files.ts";
import { statusPage } from "./status-page.ts";

type OpenIncident = Extract<IncidentOrder, { readonly type: "OpenIncident" }>;
const opened = (more: Partial<OpenIncident["data"]>): IncidentOrder => ({
  type: "OpenIncident",
  data: { ...(opening as OpenIncident).data, ...more },
});
const draft = (update: string, audience: string, text: string): IncidentOrder => ({
  type: "DraftUpdate",
  data: { update, audience, text, approver: null, asOf: 1 },
});
const approve = (update: string): IncidentOrder => ({ type: "ApproveUpdate", update, note: "SECRET-note" });
const publish = (
  update: string,
  channel = "status-page",
  outcome: "done" | "failed" = "done",
): IncidentOrder => ({
  type: "RecordPublication",
  data: { update, channel, outcome, detail: "SECRET-detail" },
});

const asked = {
  title: "Status",
  audience: "customers",
  madeAt: "2026-11-25T15:00:00.000Z",
  exercises: false,
};

/** An incident full of what customers are not told, with one text that they are. */
function toldStory() {
  const one = story();
  one.tell(ana, opened({ title: "SECRET-title", summary: "SECRET-summary" }));
  one.tell(ana, fact("cause", "SECRET-cause"));
  one.tell(ana, { type: "NoteIncident", text: "SECRET-remark", about: null });
  one.tell(ana, draft("told", "Customers", "Orders are slow.\n<script>alert(1)</script> & more\u0007"));
  one.tell(ana, draft("waiting", "Customers", "SECRET-draft"));
  one.tell(ana, draft("approved", "Customers", "SECRET-approved-only"));
  one.tell(ana, draft("refused", "Customers", "SECRET-refused"));
  one.tell(ana, draft("staff", "Staff", "SECRET-staff"));
  one.tell(ana, draft("mailed", "Customers", "SECRET-mailed"));
  one.tell(ana, draft("failed", "Customers", "SECRET-failed"));
  for (const update of ["told", "approved", "staff", "mailed", "failed"]) one.tell(dev, approve(update));
  one.tell(dev, { type: "RefuseUpdate", update: "refused", reason: "SECRET-reason" });
  one.tell(ana, publish("told"));
  one.tell(ana, publish("staff"));
  one.tell(ana, publish("mailed", "email"));
  one.tell(ana, publish("failed", "status-page", "failed"));
  return one;
}

test("[B4.6] [B2.6] a page has what was approved and published for its audience, and nothing else of the incident", () => {
  const page = statusPage([toldStory().state()], asked);
  assert.deepEqual(
    page.current.map(({ updates }) => updates.map(({ id }) => id)),
    [["told"]],
  );
  for (const { name, text } of pageFiles(page)) {
    assert.doesNotMatch(text, /SECRET|person:|team:|service:|severity/i, name);
    assert.match(text, /Orders are slow/, name);
    assert.match(text, /2026-11-25T14:00:00.000Z/, name);
  }
  const staff = statusPage([toldStory().state()], { ...asked, audience: " STAFF " });
  assert.deepEqual(
    staff.current.flatMap(({ updates }) => updates.map(({ text }) => text)),
    ["SECRET-staff"],
    "each audience has its own page",
  );
});

test("[B4.6] the page needs no script and no other file, is read in light and dark, and its texts stay texts", () => {
  const html =
    pageFiles(statusPage([toldStory().state()], asked)).find(({ name }) => name === "index.html")?.text ?? "";
  assert.doesNotMatch(html, /<script|<link rel="stylesheet"|src=|\son[a-z]+=/);
  assert.match(html, /&lt;script&gt;alert\(1\)&lt;\/script&gt; &amp; more/);
  assert.match(html, /<html lang="en">/);
  assert.match(html, /prefers-color-scheme: dark/);
  assert.match(html, /<time datetime="2026-11-25T14:00:00.000Z">25 November 2026, 14:00 UTC<\/time>/);
  assert.ok(html.indexOf("<h1>") < html.indexOf("<h2") && html.indexOf("<h2") < html.indexOf("<h3>"));
  const atom =
    pageFiles(statusPage([toldStory().state()], asked)).find(({ name }) => name === "feed.atom")?.text ?? "";
  assert.ok(!atom.includes("\u0007"));
  assert.doesNotMatch(atom, /<script/);
  assert.match(atom, /<id>urn:holdfast:update:told<\/id>/);
});

test("what is over stands below, exercises are left out unless asked for, and a page without news claims nothing", () => {
  const over = toldStory();
  over.tell(ana, { type: "CloseIncident", reason: "SECRET-end", result: "restored" });
  const drill = story();
  drill.tell(ana, opened({ mode: "exercise" }));
  drill.tell(ana, draft("drill", "customers", "We rehearse."));
  drill.tell(dev, approve("drill"));
  drill.wait(60);
  drill.tell(ana, publish("drill"));
  const states = [over.state(), drill.state()];
  const page = statusPage(states, asked);
  assert.deepEqual([page.current.length, page.past.length], [0, 1]);
  const html = pageFiles(page).at(-1)?.text ?? "";
  assert.match(html, /There is no notice at present/);
  assert.doesNotMatch(html, /operational|rehearse|SECRET/);
  const shown = pageFiles(statusPage(states, { ...asked, exercises: true })).at(-1)?.text ?? "";
  assert.match(shown, /EXERCISE. Since 25 November 2026/);
});
