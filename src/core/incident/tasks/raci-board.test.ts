import assert from "node:assert/strict";
import { test } from "node:test";
import type { Ref } from "../../model/ref.ts";
import type { IncidentOrder } from "../commands.ts";
import { ana, dev, opening, story } from "../incident.test-kit.ts";
import { type BoardTask, raciBoard } from "./raci-board.ts";

const planned = (task: string, accountable: readonly Ref[], responsible: readonly Ref[]): BoardTask => ({
  task,
  accountable,
  responsible,
  consulted: [],
  informed: [],
  from: "plan",
  isDone: false,
});
const set = (task: string, accountable: Ref, reason = ""): IncidentOrder => ({
  type: "SetTask",
  data: { task, accountable, responsible: [accountable], consulted: [], informed: [], reason },
});

function boardOf(one: ReturnType<typeof story>, tasks: readonly BoardTask[]) {
  return raciBoard(one.state(), { tasks, isKnown: (ref) => ref !== "person:gone" });
}

const codes = (board: ReturnType<typeof boardOf>) =>
  board.rows.flatMap(({ task, faults }) => faults.map(({ code }) => `${task}: ${code}`));

test("[B4.1] each task has exactly one accountable: gaps and doubles are faults that say what to do", () => {
  const one = story();
  one.tell(ana, opening);
  const tasks = [
    planned("Call the bank", ["team:crisis"], ["person:dev"]),
    planned("Lead the failover", [], ["team:dba"]),
    planned("Tell customers", ["person:dev", "person:chloe"], ["person:chloe"]),
    // Two rows of one task are one task, and together they have two.
    planned("Count the stock", ["person:dev"], ["team:shop"]),
    planned(" count  the STOCK", ["person:chloe"], []),
    planned("Drive to west", ["person:gone"], []),
  ];
  const board = boardOf(one, tasks);
  assert.deepEqual(codes(board), [
    "Lead the failover: nobody-accountable",
    "Tell customers: several-accountable",
    "Count the stock: several-accountable",
    "Drive to west: nobody-responsible",
    "Drive to west: unknown-name",
  ]);
  assert.equal(board.faults, 5);
  assert.ok(board.rows.flatMap(({ faults }) => faults).every(({ help }) => help.length > 10));

  one.tell(ana, set("lead the failover", "person:dev"));
  one.tell(ana, set("Tell customers", "person:chloe"));
  one.tell(ana, set("Bring coffee", "person:ana"));
  const mended = boardOf(one, tasks);
  assert.ok(!codes(mended).some((code) => /failover|customers|coffee/i.test(code)));
  assert.deepEqual(
    mended.rows
      .filter(({ from }) => from === "incident")
      .map(({ task, accountable }) => [task, ...accountable]),
    [["Bring coffee", "person:ana"]],
  );
});

test("[B4.1] who is accountable is changed with a reason, and a task that is done needs nobody any more", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, set("Bring coffee", "person:ana"));
  assert.equal(one.refused(dev, set("bring coffee", "person:dev")), "reason-missing");
  one.tell(dev, set("bring coffee", "person:dev", "Ana is at the database"));
  const nobody: IncidentOrder = {
    type: "SetTask",
    data: { task: "x", accountable: "person:dev", responsible: [], consulted: [], informed: [], reason: "" },
  };
  assert.equal(one.refused(ana, nobody), "raci-invalid");
  const done: IncidentOrder = { type: "FinishTask", task: "Lead the failover", note: "" };
  one.tell(ana, done);
  assert.equal(one.refused(ana, done), "thing-over");
  const board = boardOf(one, [planned("Lead the failover", [], [])]);
  assert.deepEqual([board.faults, board.rows[0]?.isDone], [0, true]);
});

test("[B4.1] who said that they cannot come is not left accountable", () => {
  const one = story();
  one.tell(ana, opening);
  one.tell(ana, { type: "AssignRole", role: "deputy", person: "person:dev", reason: "" });
  one.tell(dev, { type: "AnswerRole", role: "deputy", accept: false, byPhone: false, note: "on a plane" });
  assert.deepEqual(codes(boardOf(one, [planned("Lead", ["person:dev"], ["team:dba"])])), [
    "Lead: cannot-come",
  ]);
});
