import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { once } from "node:events";
import net, { type AddressInfo, type Socket } from "node:net";
import { after, test } from "node:test";
import { eventually } from "./eventually.test-kit.ts";
import { type Link, openLink } from "./link.ts";

const closers: (() => unknown)[] = [];
after(async () => {
  for (const close of closers) await close();
});

/** A real TCP server that sends back what it gets, its link, and one connection through it. */
async function connectThroughLink() {
  const accepted: Socket[] = [];
  const server = net.createServer({ allowHalfOpen: true }, (socket) => {
    accepted.push(socket);
    socket.on("error", () => {});
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const link = await openLink("east-west", { listen: { port: 0 }, target: `127.0.0.1:${port}` });
  closers.push(
    () => link.close(),
    () => server.close(),
  );
  const client = connect(link);
  await once(client.socket, "connect");
  return { link, client, accepted };
}

function connect(link: Link) {
  const socket = net.connect({ port: link.state().port, host: "127.0.0.1", allowHalfOpen: true });
  closers.push(() => socket.destroy());
  const seen = { bytes: Buffer.alloc(0), error: "", ended: false };
  socket.on("data", (chunk) => {
    seen.bytes = Buffer.concat([seen.bytes, chunk]);
  });
  socket.on("error", (error: NodeJS.ErrnoException) => {
    seen.error = error.code ?? error.message;
  });
  socket.on("end", () => {
    seen.ended = true;
  });
  return { socket, seen };
}

test("a link passes bytes both ways unchanged, and the end of each direction", async () => {
  const { link, client } = await connectThroughLink();
  const sent = randomBytes(5_000_000);
  client.socket.end(sent);
  await eventually(() => client.seen.ended);
  assert.ok(client.seen.bytes.equals(sent));
  await eventually(() => link.state().connections === 0);
  assert.equal(link.state().passedBytes, 10_000_000);
});

test("a cut link lets nothing through, closes nothing, and delivers all of it when it is healed", async () => {
  const { link, client, accepted } = await connectThroughLink();
  client.socket.write("before ");
  await eventually(() => client.seen.bytes.toString() === "before ");
  link.apply({ mode: "cut" });
  client.socket.write("during");
  const late = connect(link);
  await once(late.socket, "connect");
  late.socket.write("late");
  const other = (await connectThroughLink()).client;
  other.socket.write("control");
  await eventually(() => other.seen.bytes.toString() === "control");
  assert.equal(client.seen.bytes.toString(), "before ");
  assert.equal(accepted.length, 1, "a new connection does not get through either");
  assert.deepEqual([client.seen.error, client.seen.ended, client.socket.destroyed], ["", false, false]);
  link.apply({ mode: "open" });
  await eventually(() => client.seen.bytes.toString() === "before during");
  await eventually(() => late.seen.bytes.toString() === "late");
});

test("the death of one side is not known to the other while the link is cut", async () => {
  const { link, client, accepted } = await connectThroughLink();
  client.socket.write("x");
  await eventually(() => client.seen.bytes.length === 1);
  link.apply({ mode: "cut" });
  accepted[0]?.resetAndDestroy();
  const other = (await connectThroughLink()).client;
  other.socket.write("control");
  await eventually(() => other.seen.bytes.toString() === "control");
  assert.deepEqual([client.seen.error, client.seen.ended], ["", false]);
  link.apply({ mode: "open" });
  await eventually(() => client.seen.error === "ECONNRESET");
});

test("a link in reset resets its connections and every new one", async () => {
  const { link, client } = await connectThroughLink();
  client.socket.write("x");
  await eventually(() => client.seen.bytes.length === 1);
  link.apply({ mode: "reset" });
  await eventually(() => client.seen.error === "ECONNRESET");
  const late = connect(link);
  await eventually(() => late.seen.error === "ECONNRESET");
  link.apply({ mode: "open" });
  const healed = connect(link);
  healed.socket.write("y");
  await eventually(() => healed.seen.bytes.toString() === "y");
});

test("a delay is added in each direction", async () => {
  const { link, client } = await connectThroughLink();
  link.apply({ delayMilliseconds: 100 });
  const startedAt = performance.now();
  client.socket.write("x");
  await eventually(() => client.seen.bytes.length === 1);
  const milliseconds = performance.now() - startedAt;
  assert.ok(milliseconds >= 199, `there and back took ${milliseconds} ms`);
});

test("a bandwidth limit holds for what is sent at once", async () => {
  const { link, client } = await connectThroughLink();
  link.apply({ bytesPerSecond: 100_000 });
  const startedAt = performance.now();
  client.socket.write(randomBytes(50_000));
  await eventually(() => client.seen.bytes.length === 50_000);
  const milliseconds = performance.now() - startedAt;
  assert.ok(milliseconds >= 499, `50 kB at 100 kB/s took ${milliseconds} ms`);
});

test("a connection to a target that refuses is reset", async () => {
  const link = await openLink("dead", { listen: { port: 0 }, target: "127.0.0.1:9" });
  closers.push(() => link.close());
  const client = connect(link);
  await eventually(() => client.seen.error === "ECONNRESET");
  await eventually(() => link.state().connections === 0);
});
