import { argon2, randomBytes, timingSafeEqual } from "node:crypto";
import { promisify } from "node:util";

/** OWASP's password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const tagLength = 32;

const argon2Async = promisify(argon2);

/** Guesses take memory; more than this many at once wait for each other. */
const atOnce = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  else running += 1;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  }
}

type Cost = { readonly memory: number; readonly passes: number; readonly parallelism: number };

const derive = (password: string, salt: Uint8Array, { memory, passes, parallelism }: Cost, length: number) =>
  inTurn(() =>
    // The same letters typed on another keyboard may be other code points (RFC 8265).
    argon2Async("argon2id", {
      message: password.normalize("NFC"),
      nonce: salt,
      memory,
      passes,
      parallelism,
      tagLength: length,
    }),
  );

const unpadded = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64").replace(/=+$/, "");

/** Argon2id of a password in the PHC string format, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, cost, tagLength);
  const { memory, passes, parallelism } = cost;
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${unpadded(salt)}$${unpadded(tag)}`;
}

const phc = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

/** A hash of nothing anybody knows: names without a password take as long to refuse as others. */
const nobody = hashPassword(randomBytes(24).toString("base64"));

/**
 * Whether it is the password of the hash. `null` for a name that is not known or has no password: takes the same
 * time and is never right. `isOutdated` when the hash was made at another cost and should be made anew.
 */
export async function verifyPassword(
  password: string,
  hash: string | null,
): Promise<{ readonly isRight: boolean; readonly isOutdated: boolean }> {
  const [, memory, passes, parallelism, salt, tag] = phc.exec(hash ?? (await nobody)) ?? [];
  if (salt === undefined || tag === undefined) throw new Error("a password hash is not in the PHC format");
  const made = { memory: Number(memory), passes: Number(passes), parallelism: Number(parallelism) };
  const expected = Buffer.from(tag, "base64");
  const found = await derive(password, Buffer.from(salt, "base64"), made, expected.length);
  const isRight = timingSafeEqual(found, expected) && hash !== null;
  const isOutdated = JSON.stringify(made) !== JSON.stringify(cost);
  return { isRight, isOutdated };
}
