/** A picture that was made. */
export type Picture = {
  readonly page: string;
  readonly address: string;
  readonly width: number;
  readonly theme: string;
  readonly file: string;
};

const escaped = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");

/** All pictures on one page, a row for each page of the console. */
export function contactSheet(pictures: readonly Picture[]): string {
  const rows = Map.groupBy(pictures, ({ page }) => page);
  const sections = [...rows].map(([page, made]) => {
    const images = made.map(
      ({ file, width, theme }) =>
        `<a href="${escaped(file)}"><img src="${escaped(file)}" alt="" height="260"><br>${width} ${theme}</a>`,
    );
    return `<h2>${escaped(page)} <small>${escaped(made[0]?.address ?? "")}</small></h2><div>${images.join("")}</div>`;
  });
  return `<!doctype html><meta charset="utf-8"><title>The pages of the console</title>
<style>body{font:14px system-ui;margin:24px;background:#888}div{display:flex;gap:12px;flex-wrap:wrap}a{color:#000}img{border:1px solid #444;object-fit:cover;object-position:top}</style>
<h1>The pages of the console</h1>${sections.join("\n")}
`;
}
