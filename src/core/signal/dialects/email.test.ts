import assert from "node:assert/strict";
import { test } from "node:test";
import { signalKey } from "../signal.ts";
import { readEmail } from "./email.ts";

const mail = (subject: string, more: object = {}) => {
  const { signals } = readEmail({
    from: "Nagios@Example.org",
    tag: "backup",
    subject,
    text: "The disk of db-1 is full.\n",
    date: "2026-11-25T14:05:00.000Z",
    messageId: "<1@nagios>",
    ...more,
  });
  const [signal] = signals;
  assert.ok(signal, subject);
  return signal;
};

test("[B2.4] a mail becomes a signal: its subject names it, and says whether it is over", () => {
  const firing = mail("[CRITICAL] PROBLEM: Disk is full on db-1");
  assert.deepEqual(
    [firing.title, firing.status, firing.severity, firing.labels["mailbox"]],
    ["Disk is full on db-1", "firing", "critical", "backup"],
  );
  for (const subject of [
    "RECOVERY: Disk is full on db-1",
    "[RESOLVED] Disk is full on db-1",
    "Re: OK - Disk is full on db-1",
  ]) {
    const over = mail(subject);
    assert.equal(over.status, "resolved", subject);
    assert.equal(over.fingerprint, firing.fingerprint, "the same alert");
  }
  assert.equal(
    mail("The backup is resolved to fail").status,
    "firing",
    "a word within the name says nothing",
  );
});

test("[B2.4] Nagios, Zabbix and Alertmanager are read as they write: what fires and what is over is one alert", () => {
  const pairs = [
    ["** PROBLEM Service Alert: db-1/disk is CRITICAL **", "** RECOVERY Service Alert: db-1/disk is OK **"],
    ["** PROBLEM Host Alert: db-1 is DOWN **", "** RECOVERY Host Alert: db-1 is UP **"],
    ["Problem: Disk is full on db-1", "Resolved in 5m 12s: Disk is full on db-1"],
    ["[FIRING:1] DiskFull (db-1)", "[RESOLVED] DiskFull (db-1)"],
  ] as const;
  for (const [begun, ended] of pairs) {
    assert.equal(mail(begun).status, "firing", begun);
    assert.equal(mail(ended).status, "resolved", ended);
    assert.equal(mail(ended).fingerprint, mail(begun).fingerprint, begun);
  }
  assert.equal(mail(pairs[0][0]).title, "db-1/disk");
  assert.equal(mail(pairs[0][0]).severity, "critical");
  for (const subject of ["[back-up] CRITICAL: Disk is full", "[ok-prod] PROBLEM: Disk is full"])
    assert.equal(mail(subject).status, "firing", subject);
});

test("the same mail delivered again is one, and one without a name is refused in words", () => {
  assert.equal(signalKey(mail("Disk is full")), signalKey(mail("Disk is full")));
  assert.notEqual(
    signalKey(mail("Disk is full")),
    signalKey(mail("Disk is full", { date: "2026-11-25T15:00:00Z" })),
  );
  const { signals, faults } = readEmail({
    from: "a@b",
    tag: null,
    subject: " [CRITICAL] ",
    text: "",
    date: null,
    messageId: null,
  });
  assert.deepEqual([signals.length, faults[0]?.pointer], [0, "/subject"]);
});
