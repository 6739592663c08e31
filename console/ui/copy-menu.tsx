import { copyText } from "./copy-text.ts";
import { Menu } from "./menu.tsx";
import { csvOf, markdownOf, type TextTable } from "./table-text.ts";

type Props = {
  /** What is shown, worked out when it is copied; without it only the link can be. */
  readonly table?: () => TextTable;
  /** What Markdown says instead, where it is no table. */
  readonly markdown?: () => string;
};

/** Copies what is on screen to take it elsewhere. The address holds the state, so the link shows the same. */
export function CopyMenu({ table, markdown }: Props) {
  const items = [
    { label: "Copy as link", onSelect: () => void copyText(location.href, "The link") },
    ...(table === undefined
      ? []
      : [{ label: "Copy as CSV", onSelect: () => void copyText(csvOf(table()), "The table") }]),
    ...(table === undefined && markdown === undefined
      ? []
      : [
          {
            label: "Copy as Markdown",
            onSelect: () =>
              void copyText(markdown?.() ?? (table === undefined ? "" : markdownOf(table())), "The Markdown"),
          },
        ]),
  ];
  return <Menu label="Copy" icon="copy" items={items} />;
}
