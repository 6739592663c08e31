import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { Signal } from "#core/signal/signal.ts";
import { keepChain } from "./keep-chain.ts";
import type { ChannelHealth } from "./paging.ts";

const at = "2026-11-28T10:00:00.000Z";

async function lookOnce(health: readonly ChannelHealth[], latest: readonly Signal[] = []) {
  const told: Signal[] = [];
  const lines: string[] = [];
  const channels = {
    publicUrl: null,
    ladder: [],
    providersOf: () => [],
    check: async () => health,
  };
  const stop = keepChain({
    channels,
    clock: { now: () => at },
    signals: { latest: async () => latest, add: async (signals) => told.push(...signals) },
    detection: { wake: () => {} },
    log: (line) => lines.push(line),
  });
  for (let turns = 0; turns < 10; turns += 1) await turn();
  stop();
  return { told, lines };
}

const provider = (name: string, channel: "sms" | "email", answers: boolean): ChannelHealth => {
  return { provider: name, channel, answers, detail: answers ? "" : "connection refused" };
};

test("[A7.1] a channel that has nobody left is an alert; one with a second provider is a line of the log", async () => {
  const { told, lines } = await lookOnce([
    provider("sms-a", "sms", false),
    provider("mail-a", "email", false),
    provider("mail-b", "email", true),
  ]);
  assert.deepEqual(
    told.map(({ status, labels }) => [status, labels["alertname"], labels["channel"]]),
    [["firing", "HoldfastChannelDown", "sms"]],
  );
  assert.match(told[0]?.summary ?? "", /sms-a: connection refused/);
  assert.equal(lines.length, 2);
});

test("[A7.1] a channel that was down before the server was started again is said to be well, also when it is no longer set up", async () => {
  const { told: before } = await lookOnce([provider("sms-a", "sms", false)]);
  const mail = provider("mail-b", "email", true);
  for (const health of [[provider("sms-a", "sms", true), mail], [mail]]) {
    const { told } = await lookOnce(health, before);
    assert.deepEqual(
      told.map(({ status, fingerprint, startsAt }) => [status, fingerprint, startsAt]),
      [["resolved", "channel sms", at]],
    );
  }
});
