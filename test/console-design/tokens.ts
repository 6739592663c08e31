/** The colours of one theme: `page` → `#f3f5f7`. */
export type Tokens = ReadonlyMap<string, string>;

/** Reads the custom properties of `tokens.css` that are colours written as `#rrggbb`. */
export function tokensOf(css: string, theme: "light" | "dark"): Tokens {
  const start = css.indexOf(`:root[data-mantine-color-scheme="${theme}"] {`);
  const block = css.slice(start, css.indexOf("}", start));
  return new Map(
    [...block.matchAll(/--hf-([\w-]+):\s*(#[0-9a-f]{6});/gi)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return channel <= 0.040_45 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours (WCAG 2.2): from 1 to 21. */
export function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}
