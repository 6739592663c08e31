/**
 * A name that may stand in a document (a DNS label, RFC 1123) for a name of any other kind: lower
 * case, without accents, other signs as single dashes, at most 63 letters. Null where nothing is left.
 */
export function slug(text: string): string | null {
  const name = text
    .slice(0, 500)
    .normalize("NFKD")
    .replaceAll(/\p{Mark}/gu, "")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, 64)
    .replace(/^-+/, "")
    .slice(0, 63)
    .replace(/-+$/, "");
  return name === "" ? null : name;
}
