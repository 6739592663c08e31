import { createTheme, type MantineColorsTuple } from "@mantine/core";

/** One quiet blue; index 7 carries white text at 6.6:1, index 2 carries black text on dark. */
const tide: MantineColorsTuple = [
  "#eef4fc",
  "#dbe7f7",
  "#b4cdef",
  "#8ab2e8",
  "#669be1",
  "#4e8cdd",
  "#2f6fd0",
  "#1b5ab4",
  "#134a99",
  "#0c3b7d",
];

/** What Mantine draws takes its measures from here, and its colours from `tokens.css`. */
export const theme = createTheme({
  colors: { tide },
  primaryColor: "tide",
  primaryShade: { light: 7, dark: 7 },
  fontFamily: "var(--hf-font)",
  fontFamilyMonospace: "var(--hf-mono)",
  defaultRadius: "sm",
  focusRing: "auto",
  cursorType: "pointer",
  fontSizes: { xs: "12px", sm: "14px", md: "15px", lg: "17px", xl: "20px" },
  respectReducedMotion: true,
});
