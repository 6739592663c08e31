import type { AddressInfo } from "node:net";
import { SMTPServer, type SMTPServerSession } from "smtp-server";
import type { AppPorts } from "../app-ports.ts";
import { createIntakeWriter } from "../intake/intake-writer.ts";
import type { MailSettings } from "./mail-settings.ts";
import { type Mailbox, mailboxOf, takeMail } from "./take-mail.ts";

const refusal = (responseCode: number, message: string) =>
  Object.assign(new Error(message), { responseCode });

const isAllowed = (senders: readonly string[], address: string) => {
  const from = address.toLowerCase();
  return senders.some((each) => (each.startsWith("@") ? from.endsWith(each) : from === each));
};

const senderOf = ({ envelope }: SMTPServerSession) =>
  envelope.mailFrom === false ? "" : envelope.mailFrom.address;

type Done = (error?: Error | null, message?: string) => void;

/** Says what has become of a mail; whatever of ours goes wrong, the sender keeps it. */
async function answer(done: Done, taking: ReturnType<typeof takeMail>): Promise<void> {
  const ours = { code: 451, text: "4.3.0 Something of ours went wrong; try again" };
  const { code, text } = await taking.catch(() => ours);
  if (code === 250) done(null, text);
  else done(refusal(code, text));
}

const connectionsMax = 50;

/**
 * Takes mail by SMTP, on the loopback unless told otherwise: a mail server in front of it does what mail servers do. Nothing
 * is answered with 250 before it is durable. Resolves when it listens; what it returns lets it go.
 */
export async function openMailDoor(
  settings: MailSettings | null,
  ports: AppPorts,
  log: (line: string) => void,
): Promise<() => Promise<void>> {
  if (settings === null) return async () => {};
  const { host, port, senders, bytesMax } = settings;
  const given = { ...ports, writer: createIntakeWriter(ports), log };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["AUTH", "STARTTLS"],
    banner: "holdfast",
    logger: false,
    size: bytesMax,
    maxClients: connectionsMax,
    closeTimeout: 2000,
    onRcptTo({ address }, session, done) {
      const mailbox = mailboxOf(address);
      if (mailbox === null) done(refusal(550, "5.1.1 There are signals@ and answers@"));
      else if (mailbox.box === "signals" && !isAllowed(senders, senderOf(session)))
        done(refusal(550, "5.7.1 Mail of this sender does not become signals"));
      else done();
    },
    onData(stream, session, done) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => {
        // What is beyond the limit is read and let go, so that the sender hears why.
        if (!stream.sizeExceeded) parts.push(part);
      });
      stream.on("end", () => {
        if (stream.sizeExceeded) return done(refusal(552, `5.3.4 More than ${bytesMax} bytes`));
        const boxes = session.envelope.rcptTo
          .map(({ address }) => mailboxOf(address))
          .filter((each): each is Mailbox => each !== null);
        const mail = { sender: senderOf(session), boxes, bytes: Buffer.concat(parts) };
        void answer(done, takeMail(given, mail));
      });
    },
  });
  server.on("error", (error: Error) => log(`mail: ${error.message}`));
  await new Promise<void>((resolve, reject) => {
    server.server.once("error", reject);
    server.listen(port, host, () => resolve());
  });
  log(`takes mail at ${host}:${(server.server.address() as AddressInfo).port}`);
  return () => new Promise((resolve) => server.close(() => resolve()));
}
