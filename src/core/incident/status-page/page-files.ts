import { pageAtom } from "./page-atom.ts";
import { pageHtml } from "./page-html.ts";
import type { StatusPage } from "./status-page.ts";

/** A file of a status page. */
export type PageFile = { readonly name: string; readonly mediaType: string; readonly text: string };

/** A status page as static files; `index.html` comes last, so that what it leads to is there before it. */
export function pageFiles(page: StatusPage): readonly PageFile[] {
  return [
    { name: "status.json", mediaType: "application/json", text: `${JSON.stringify(page, null, 2)}\n` },
    { name: "feed.atom", mediaType: "application/atom+xml", text: pageAtom(page) },
    { name: "index.html", mediaType: "text/html; charset=utf-8", text: pageHtml(page) },
  ];
}
