/** NIST SP 800-63B: length is what counts; what everybody tries first is refused. */
export const passwordLengths = { least: 12, most: 256 } as const;

const triedFirst = [
  "password",
  "passwort",
  "qwerty",
  "qwertz",
  "letmein",
  "welcome",
  "holdfast",
  "changeme",
  "iloveyou",
  "administrator",
  "123456",
  "abcdef",
];

/** What is left of a password when everything one tries first is taken out of it. */
function rest(password: string, words: readonly string[]): string {
  return words.reduce((left, word) => left.replaceAll(word, ""), password.toLowerCase());
}

/** Why a password is not taken, in words for who chose it; null when it is. `names` are those of the account. */
export function passwordProblem(password: string, names: readonly string[]): string | null {
  const length = Array.from(password).length;
  if (length < passwordLengths.least) {
    return `It has ${length} characters; ${passwordLengths.least} are the least. A sentence is easy to keep in mind.`;
  }
  if (length > passwordLengths.most) return `It is longer than ${passwordLengths.most} characters.`;
  if (new Set(password).size < 5) return "It repeats too few characters.";
  const words = [...names.map((name) => name.toLowerCase()).filter((name) => name.length > 2), ...triedFirst];
  if (rest(password, words).length < passwordLengths.least / 2) {
    return "It is made of words that are tried first.";
  }
  return null;
}
