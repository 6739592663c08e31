import type { FastifyRequest } from "fastify";
import type { GuessKind } from "#core/access/guesses.ts";
import { ProblemError } from "../problem.ts";
import type { AccessPorts } from "./access-ports.ts";
import { newSecret, readCookie } from "./cookies.ts";
import { ownOrigin } from "./own-address.ts";

/** Under what a guess is counted. */
type Counted = { readonly kind: GuessKind; readonly key: string };

type Ports = Pick<AccessPorts, "guesses" | "key" | "publicUrl">;

const hashed = ({ key }: Pick<AccessPorts, "key">, kind: GuessKind, text: string): Counted => ({
  kind,
  key: key.mark(`guess ${kind} ${text}`),
});

/** What a browser keeps to be known again by an account: it cannot be made without the key. */
export function deviceCookie({ key }: Pick<AccessPorts, "key">, name: string): string {
  const id = newSecret().slice(0, 16);
  return `${id}.${key.mark(`device ${id} ${name}`)}`;
}

function isKnownDevice({ key }: Pick<AccessPorts, "key">, cookie: string | null, name: string): boolean {
  const [id = "", mark = ""] = cookie?.split(".") ?? [];
  return mark !== "" && mark === key.mark(`device ${id} ${name}`);
}

/** Under what a guess at the password of a name is counted. */
export function passwordGuess(request: FastifyRequest, ports: Ports, name: string): readonly Counted[] {
  const cookie = readCookie(request, "device", ownOrigin(request, ports.publicUrl));
  if (isKnownDevice(ports, cookie, name)) return [hashed(ports, "device", `${cookie} ${name}`)];
  return [
    hashed(ports, "pair", `${request.ip} ${name}`),
    hashed(ports, "name", name),
    hashed(ports, "address", request.ip),
  ];
}

/** Whoever guesses codes knows the password already: all of them are counted together. */
export function codeGuess(ports: Ports, person: string): readonly Counted[] {
  return [hashed(ports, "device", `code ${person}`)];
}

/** Carries a guess out, unless there were too many. `isRight` forgets the failures. */
export async function guess<Result>(
  { guesses }: Ports,
  counted: readonly Counted[],
  work: () => Promise<Result>,
  isRight: (result: Result) => boolean,
): Promise<Result> {
  const wait = await guesses.begin(counted);
  if (wait > 0) {
    throw new ProblemError("too-many-guesses", `Wait ${wait} s, then try again.`, [], wait);
  }
  const result = await work();
  if (isRight(result)) await guesses.succeeded(counted.map(({ key }) => key));
  return result;
}
