import assert from "node:assert/strict";
import { after, describe, test } from "node:test";
import type { PageMessage, ProviderNews } from "#engine/pager.ts";
import { ChannelSettingsError, readChannelSettings } from "./channel-settings.ts";
import { openChannels } from "./open-channels.ts";
import { httpPeer, type Peer, smppPeer, smtpPeer } from "./peers.test-kit.ts";

const message = (channel: PageMessage["channel"], to: string): PageMessage => ({
  id: "incident-1.c1.1.email",
  channel,
  to,
  name: "Ana",
  subject: "Orders fail: you are needed as dba",
  text: "Orders fail since 14:02 UTC. Bridge: 42. Ünïcode and\na second line.",
  link: "http://127.0.0.1:7400/answer/abc",
  replyCode: "4271",
});

type Kind = {
  readonly type: string;
  readonly channel: PageMessage["channel"];
  readonly to: string;
  readonly peer: () => Promise<Peer>;
  readonly settings: (port: number) => string;
};

const kinds: readonly Kind[] = [
  {
    type: "smtp",
    channel: "email",
    to: "ana@example.test",
    peer: smtpPeer,
    settings: (port) =>
      `host: 127.0.0.1, port: ${port}, security: none, from: "Holdfast <holdfast@example.test>"`,
  },
  {
    type: "smpp",
    channel: "sms",
    to: "4915112345678",
    peer: smppPeer,
    settings: (port) => `host: 127.0.0.1, port: ${port}, systemId: holdfast, sender: "4242"`,
  },
  {
    type: "twilio",
    channel: "sms",
    to: "+4915112345678",
    peer: () => httpPeer({ sid: "SM1" }),
    settings: (port) =>
      `url: "http://127.0.0.1:${port}", accountSid: AC1, token: "secret:env/TOKEN", from: "+4930123"`,
  },
  {
    type: "voice",
    channel: "voice",
    to: "+4915112345678",
    peer: () => httpPeer({ id: "call-1" }),
    settings: (port) => `url: "http://127.0.0.1:${port}/call", token: "secret:env/TOKEN"`,
  },
  ...(["slack", "mattermost", "teams"] as const).map(
    (type): Kind => ({
      type,
      channel: "chat",
      to: "",
      peer: httpPeer,
      settings: (port) => `url: "http://127.0.0.1:${port}/hook"`,
    }),
  ),
  {
    type: "ntfy",
    channel: "push",
    to: "",
    peer: () => httpPeer({ id: "n1" }),
    settings: (port) => `url: "http://127.0.0.1:${port}", topic: "secret:env/TOKEN"`,
  },
];

const opened = (settings: string, onNews: (news: ProviderNews) => void = () => {}) =>
  openChannels(readChannelSettings(settings, "channels.yaml"), () => Promise.resolve("s3cret"), onNews);

for (const { type, channel, to, peer: open, settings } of kinds) {
  describe(`[A7.1] the provider ${type} over a real peer`, async () => {
    const peer = await open();
    const channels = opened(`providers: [{ type: ${type}, name: one, ${settings(peer.port)} }]`);
    const [provider] = channels.providersOf(channel);
    const send = (signal = AbortSignal.timeout(5000)) =>
      provider?.send(message(channel, to), signal) ?? assert.fail();
    after(async () => {
      await channels.close();
      await peer.close();
    });

    test("what it takes arrives with its text and with how to answer", async () => {
      assert.equal((await channels.check())[0]?.answers, true);
      const sent = await send();
      assert.equal(sent.outcome, "accepted", JSON.stringify(sent));
      assert.equal(peer.taken.length, 1);
      const text = decodeURIComponent(peer.taken[0]?.replaceAll("+", " ") ?? "");
      assert.match(text, /Bridge: 42/);
      assert.match(text, /answer\/abc/);
    });

    test("what it refuses is refused, and says why", async () => {
      peer.mood = "refuse";
      const sent = await send();
      assert.equal(sent.outcome, "refused", JSON.stringify(sent));
      assert.notEqual(sent.detail, "");
      assert.ok(!JSON.stringify(sent).includes("s3cret"));
    });

    test("a peer that is killed before it answers leaves it unknown; one that is gone has refused", async () => {
      peer.mood = "die-before-answer";
      const sent = await send();
      assert.equal(sent.outcome, "unknown", JSON.stringify(sent));
      await peer.close();
      const gone = await send();
      assert.equal(gone.outcome, "refused", JSON.stringify(gone));
      assert.equal((await channels.check())[0]?.answers, false);
    });
  });
}

test("[A7.1] receipts and replies of a short message centre are heard", async () => {
  const peer = await smppPeer();
  const news: ProviderNews[] = [];
  const channels = opened(
    `providers: [{ type: smpp, name: one, host: 127.0.0.1, port: ${peer.port}, systemId: h, sender: "42" }]`,
    (each) => news.push(each),
  );
  const [provider] = channels.providersOf("sms");
  const sent = await provider?.send(message("sms", "49151"), AbortSignal.timeout(5000));
  assert.equal(sent?.outcome === "accepted" && sent.reference, "1");
  peer.receipt("1", "ENROUTE");
  peer.receipt("1", "DELIVRD");
  peer.receipt("2", "UNDELIV");
  peer.reply("49151", "4271 yes");
  const deadline = Date.now() + 10_000;
  while (news.length < 3 && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 10));
  const common = { type: "receipt", provider: "one" };
  assert.deepEqual(news, [
    { ...common, reference: "1", outcome: "delivered", detail: "DELIVRD" },
    { ...common, reference: "2", outcome: "undeliverable", detail: "UNDELIV" },
    { type: "reply", provider: "one", from: "49151", text: "4271 yes" },
  ]);
  await channels.close();
  await peer.close();
});

test("a file of channels that is wrong says where, and never repeats a secret", () => {
  const fault = (text: string) => {
    try {
      readChannelSettings(text, "channels.yaml");
    } catch (error) {
      assert.ok(error instanceof ChannelSettingsError);
      return error.message;
    }
    return assert.fail("it was taken");
  };
  assert.match(fault("providers: ["), /^channels\.yaml:1:\d+: /);
  const password =
    "providers:\n  - type: smtp\n    name: a\n    host: h\n    from: x@y\n    password: hunter2\n";
  assert.match(fault(password), /^channels\.yaml:6:15: providers\.0\.password: a reference: secret:env/);
  assert.ok(!fault(password).includes("hunter2"));
  const twice = "providers: [{ type: ntfy, name: a, topic: t }, { type: ntfy, name: a, topic: u }]";
  assert.match(fault(twice), /two providers are called a/);
  assert.match(fault("providers: [{ type: pigeon, name: a }]"), /providers\.0\.type/);
});
