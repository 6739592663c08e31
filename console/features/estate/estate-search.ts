import { type DocumentKind, documentKinds } from "#core/model/ref.ts";

export type KindName = Lowercase<DocumentKind>;

/** What the address of a list holds: the kind, and what filters it. */
export type EstateSearch = {
  readonly kind?: KindName;
  readonly search?: string;
  readonly team?: string;
  readonly site?: string;
  readonly tier?: string;
  /** Of services: whether they are back in time. */
  readonly standing?: string;
  /** Of services: whether a live recovery has measured them; `yes` or `no`. */
  readonly measured?: string;
  /** Only what has findings of this severity or a stale part. */
  readonly wrong?: string;
};

const kindNames = documentKinds.map((kind) => kind.toLowerCase()) as readonly KindName[];
const texts = ["search", "team", "site", "tier", "standing", "measured", "wrong"] as const;

/** Reads the address; what is no filter is dropped. */
export function parseEstateSearch(search: { readonly [key: string]: unknown }): EstateSearch {
  const kind = kindNames.find((one) => one === search["kind"]);
  const given = texts.flatMap((name) => {
    const value = search[name];
    const isText = (typeof value === "string" && value !== "") || typeof value === "number";
    return isText ? [[name, String(value).slice(0, 200)] as const] : [];
  });
  return { ...(kind === undefined ? {} : { kind }), ...Object.fromEntries(given) };
}
