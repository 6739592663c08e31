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
