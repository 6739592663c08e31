import assert from "node:assert/strict";
import { test } from "node:test";
import type { DatabaseSample, Sample } from "./sample.ts";
import { judge, type Thresholds } from "./verdict.ts";

const limits: Thresholds = {
  deadSamples: 2,
  frozenSamples: 2,
  linkFailures: 2,
  lagBytes: 1000,
  lagSeconds: 2,
  lagSamples: 2,
};

const primary: DatabaseSample = {
  status: "answered",
  role: "primary",
  walPosition: 5000,
  replayAgeSeconds: null,
};
const standby: DatabaseSample = {
  status: "answered",
  role: "standby",
  walPosition: 5000,
  replayAgeSeconds: 0,
};
const refused: DatabaseSample = { status: "refused", reason: "connection refused" };
const silent: DatabaseSample = { status: "silent", reason: "no answer in 0.5 s" };
const alive = { status: "answered", reason: "" } as const;
const gone = { status: "refused", reason: "connection refused" } as const;
const sound = { newest: primary, failures: 0 };

const healthy: Sample = {
  at: "2026-01-01T00:00:00.000Z",
  databases: { east: primary, west: standby },
  apps: { east: alive, west: alive },
  links: { eastToWest: sound, westToEast: sound },
};

function see(part: Partial<Sample>): Sample {
  return { ...healthy, ...part };
}

function named(...samples: readonly Sample[]): string {
  const { verdict, site } = judge(samples, "east", limits);
  return site ? `${verdict} ${site}` : verdict;
}

test("an estate in which everything answers is healthy", () => {
  assert.equal(named(healthy, healthy), "healthy");
});

test("what was never looked at is not observed, and not healthy", () => {
  assert.equal(named(), "not observed");
});

test("one refusal is not yet a death; two in a row are", () => {
  const dead = see({ databases: { east: refused, west: standby } });
  assert.equal(named(healthy, dead), "healthy");
  assert.equal(named(dead, dead), "primary dead east");
});

test("a database and an application that both refuse are a site that is down", () => {
  const down = see({ databases: { east: refused, west: standby }, apps: { east: gone, west: alive } });
  assert.equal(named(down, down), "site down east");
});

test("a database that accepts connections and answers no SQL is frozen, not dead", () => {
  const frozen = see({ databases: { east: silent, west: standby } });
  assert.equal(named(frozen, frozen), "primary frozen east");
});

test("the loss of the standby is not the loss of the primary", () => {
  const dead = see({ databases: { east: primary, west: refused } });
  assert.equal(named(dead, dead), "standby dead west");
});

test("two databases that both say primary are told before everything else", () => {
  const split = see({ databases: { east: primary, west: primary }, apps: { east: gone, west: gone } });
  assert.equal(named(split, split), "two primaries");
});

test("a link that does not carry is cut while both ends are healthy", () => {
  const cut = see({ links: { eastToWest: { newest: silent, failures: 2 }, westToEast: sound } });
  assert.equal(named(cut), "link cut");
  const hiccup = see({ links: { eastToWest: { newest: silent, failures: 1 }, westToEast: sound } });
  assert.equal(named(hiccup), "healthy");
});

test("a dead primary is a dead primary even when its link does not carry either", () => {
  const dead = see({
    databases: { east: refused, west: standby },
    links: { eastToWest: { newest: refused, failures: 9 }, westToEast: sound },
  });
  assert.equal(named(dead, dead), "primary dead east");
});

test("a standby that stays behind by bytes or by seconds of data lags", () => {
  const bytes = see({ databases: { east: primary, west: { ...standby, walPosition: 1000 } } });
  const seconds = see({
    databases: { east: primary, west: { ...standby, walPosition: 4990, replayAgeSeconds: 3 } },
  });
  const idle = see({ databases: { east: primary, west: { ...standby, replayAgeSeconds: 3600 } } });
  assert.equal(named(bytes, bytes), "replica lag west");
  assert.equal(named(seconds, seconds), "replica lag west");
  assert.equal(named(idle, idle), "healthy");
});

test("two standbys and no primary are named", () => {
  const none = see({ databases: { east: standby, west: standby } });
  assert.equal(named(none, none), "no primary");
});
