import type { FindingFilter, Severity } from "../../api/findings.ts";

const severities: readonly Severity[] = ["error", "warning", "info"];

/** What the address of the findings holds: which are shown, and whose explanation is open. */
export type FindingsSearch = FindingFilter & {
  /** The code whose page is shown. */
  readonly explain?: string;
};

/** Reads the address; what is no filter is dropped. */
export function parseFindingsSearch(search: { readonly [key: string]: unknown }): FindingsSearch {
  const severity = severities.find((one) => one === search["severity"]);
  const text = (name: "code" | "owner" | "file" | "search" | "explain") => {
    const value = search[name];
    return typeof value === "string" || typeof value === "number"
      ? { [name]: String(value).slice(0, 200) }
      : {};
  };
  return {
    ...(severity === undefined ? {} : { severity }),
    ...text("code"),
    ...text("owner"),
    ...text("file"),
    ...text("search"),
    ...text("explain"),
  };
}

/** The same without what is empty, as the address is to hold it. */
export function withoutEmpty<Search extends object>(search: Search): Search {
  return Object.fromEntries(
    Object.entries(search).filter(([, value]) => value !== undefined && value !== ""),
  ) as Search;
}
