const idLetters = "0123456789abcdefghjkmnpqrstvwxyz";
const mask = (1n << 64n) - 1n;

/**
 * The id of a grant that a step declares: the same opening of the same step for the same person gives the same id, so
 * that a repeated job asks for nothing twice. FNV-1a of 64 bits, in letters that can be read out and stand in the name
 * of a database role.
 */
export function grantIdOf(...parts: readonly (string | number)[]): string {
  let hash = 0xcbf29ce484222325n;
  for (const character of parts.join("\n")) {
    hash = ((hash ^ BigInt(character.codePointAt(0) ?? 0)) * 0x100000001b3n) & mask;
  }
  return Array.from({ length: 13 }, (_, index) => idLetters[Number((hash >> BigInt(index * 5)) & 31n)]).join(
    "",
  );
}
