import assert from "node:assert/strict";
import { test } from "node:test";
import { type DeskFacts, judgeDesk } from "./desk.ts";

const deskFacts: DeskFacts = {
  now: "2026-11-25T14:10:00.000Z",
  impactBeganAt: "2026-11-25T14:00:00.000Z",
  tolerance: { seconds: 3600, of: "service:orders", kind: "rto" },
  failover: { runbook: "runbook:orders-failover", p50: 600, p90: 1200, complete: true },
  repair: null,
  repairRatios: [],
};

test("[A7.3] the latest responsible moment is the end of tolerance less the P90 of the failover", () => {
  const view = judgeDesk(deskFacts);
  assert.equal(view.toleranceEndsAt, "2026-11-25T15:00:00.000Z");
  assert.equal(view.latestResponsibleMoment, "2026-11-25T14:40:00.000Z");
  assert.equal(view.secondsToDecide, 1800);
  assert.equal(view.infeasible.shown, false, "nobody was asked about the repair");
  assert.equal(judgeDesk({ ...deskFacts, impactBeganAt: null }).latestResponsibleMoment, null);
});

test("[A7.3] an estimate of repair is stretched by the record of such estimates before it is believed", () => {
  const repair = {
    readyAt: "2026-11-25T14:50:00.000Z",
    statedAt: "2026-11-25T14:10:00.000Z",
    by: "person:ana",
    reason: "",
  };
  assert.equal(judgeDesk({ ...deskFacts, repair }).repair.inTime, "yes");
  const view = judgeDesk({ ...deskFacts, repair, repairRatios: [1, 1.5, 2, 2, 3] });
  assert.equal(view.repair.likelyReadyAt, "2026-11-25T15:30:00.000Z");
  assert.equal(view.repair.inTime, "no");
  assert.equal(view.infeasible.shown, true);
  const none = { ...repair, readyAt: null };
  assert.equal(judgeDesk({ ...deskFacts, repair: none }).infeasible.shown, false, "there is still time");
  const late = { ...deskFacts, repair: none, now: "2026-11-25T14:40:00.000Z" };
  assert.equal(judgeDesk(late).infeasible.shown, true);
});
