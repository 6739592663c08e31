import { plainMarkup } from "./markup.ts";
import type { PublishedIncident, StatusPage } from "./status-page.ts";

/** Contrast is at least 7:1 in both schemes (WCAG 2.2, success criterion 1.4.6). */
const style = `
:root { color-scheme: light dark; --ground: #fff; --text: #1b1f24; --dim: #454c55; --line: #c9cfd6; --mark: #8a3b00; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #14171a; --text: #eceff2; --dim: #b6bec7; --line: #3a424a; --mark: #ffb27a; }
}
body { background: var(--ground); color: var(--text); font: 1.0625rem/1.6 system-ui, sans-serif; margin: 0 auto; max-width: 44rem; padding: 1.5rem 1rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; margin: 0 0 .25rem; }
h2 { border-bottom: 1px solid var(--line); font-size: 1.25rem; margin: 2.5rem 0 1rem; padding-bottom: .25rem; }
h3 { font-size: 1.0625rem; margin: 1.5rem 0 .5rem; }
ol { list-style: none; margin: 0; padding: 0; }
li { border-left: .1875rem solid var(--line); margin: 0 0 1.25rem; padding: 0 0 0 1rem; }
.current li:first-child { border-left-color: var(--mark); }
time { color: var(--dim); font-size: .9375rem; }
p { margin: .125rem 0; white-space: pre-line; }
a { color: inherit; }
footer { color: var(--dim); margin-top: 3rem; }
`.trim();

/** The page as one file that needs no script, no other file and no network: it is read in light and in dark. */
export function pageHtml(page: StatusPage): string {
  const { title, current, past, madeAt } = page;
  const name = plainMarkup(title);
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">`,
    `<title>${name}</title>`,
    `<link rel="alternate" type="application/atom+xml" title="${name}" href="feed.atom">`,
    `<style>${style}</style>`,
    "</head>",
    "<body>",
    `<header><h1>${name}</h1></header>`,
    "<main>",
    '<section class="current" aria-labelledby="now">',
    '<h2 id="now">Now</h2>',
    ...(current.length === 0 ? ["<p>There is no notice at present.</p>"] : current.flatMap(incidentHtml)),
    "</section>",
    ...(past.length === 0
      ? []
      : [
          '<section aria-labelledby="before">',
          '<h2 id="before">Before</h2>',
          ...past.flatMap(incidentHtml),
          "</section>",
        ]),
    "</main>",
    `<footer><p>All times are UTC. This page was made at ${timeHtml(madeAt)}.</p>`,
    '<p><a href="feed.atom">News feed (Atom)</a> · <a href="status.json">As data (JSON)</a></p></footer>',
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

function incidentHtml({ updates, firstAt, isOver, isExercise }: PublishedIncident): readonly string[] {
  const [day] = dayAndTime(firstAt);
  return [
    "<article>",
    `<h3>${isExercise ? "EXERCISE. " : ""}${isOver ? "Over, since" : "Since"} ${day}</h3>`,
    "<ol>",
    ...updates.map(
      ({ id, text, publishedAt }) =>
        `<li id="update-${encodeURIComponent(id)}">${timeHtml(publishedAt)}<p dir="auto">${plainMarkup(text.trim())}</p></li>`,
    ),
    "</ol>",
    "</article>",
  ];
}

const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** `25 November 2026` and `14:05` of an instant, UTC. */
function dayAndTime(at: string): readonly [string, string] {
  const [date = "", clock = ""] = at.split("T");
  const [year = "", month = "", day = ""] = date.split("-");
  return [`${Number(day)} ${months[Number(month) - 1] ?? month} ${year}`, clock.slice(0, 5)];
}

function timeHtml(at: string): string {
  return `<time datetime="${at}">${dayAndTime(at).join(", ")} UTC</time>`;
}
