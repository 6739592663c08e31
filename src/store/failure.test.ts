import assert from "node:assert/strict";
import { test } from "node:test";
import { StoreUnavailable } from "#engine/event-store.ts";
import { storeFailure } from "./failure.ts";

const withCode = (code: string): Error => Object.assign(new Error(code), { code });

test("what passes by itself is StoreUnavailable: lost connections, restarts, full disks, deadlocks, time limits, standbys", () => {
  const codes = [
    "ECONNREFUSED",
    "ECONNRESET",
    "EPIPE",
    "08006",
    "57P01",
    "57P03",
    "53100",
    "53300",
    "40001",
    "40P01",
    "57014",
    "55P03",
    "25006",
  ];
  for (const code of codes) assert.ok(storeFailure(withCode(code)) instanceof StoreUnavailable, code);
  for (const words of ["Connection terminated unexpectedly", "Query read timeout"]) {
    assert.ok(storeFailure(new Error(words)) instanceof StoreUnavailable, words);
  }
  assert.ok(storeFailure(new AggregateError([withCode("ECONNREFUSED")])) instanceof StoreUnavailable);
});

test("what is wrong with the request stays what it is", () => {
  for (const code of ["23505", "42P01", "42501", "22P02"]) {
    const error = withCode(code);
    assert.equal(storeFailure(error), error);
  }
});
