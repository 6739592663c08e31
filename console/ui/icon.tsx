/** The drawings, each on a square of 16, drawn with one stroke. */
const drawings = {
  home: "M2.5 7.5 8 2.75l5.5 4.75M4 6.5v6.75h8V6.5M6.5 13.25v-3.5h3v3.5",
  map: "M8 2.5v3M8 5.5 3.5 9.5M8 5.5l4.5 4M2 9.5h3v3.5H2zM11 9.5h3v3.5h-3zM6.5 1.5h3v2.25h-3zM6.5 10.5h3V13h-3zM8 5.5v5",
  estate: "M2.5 3h11v4h-11zM2.5 9h11v4h-11zM5 5h.01M5 11h.01M8 5h3M8 11h3",
  documents: "M4 1.75h5.25L12.5 5v9.25H4zM9 2v3.25h3.25M6 8h4.5M6 10.75h4.5",
  forecast: "M2 13.5h12M2 12c3 0 3-8 5-8s2 6 4 6.75 2 1.25 3 1.25",
  incidents: "M8 2a4 4 0 0 1 4 4v3l1.5 2.5h-11L4 9V6a4 4 0 0 1 4-4zM6.5 13.75h3",
  runs: "M4.5 2.75v10.5l8.5-5.25z",
  lab: "M6 1.75h4M6.75 2v4L2.75 12.5c-.5.9 0 1.75 1 1.75h8.5c1 0 1.5-.85 1-1.75L9.25 6V2M4.75 9.5h6.5",
  findings: "M8 2 14.25 13.5H1.75zM8 6.25v3.5M8 11.5v.01",
  objectives: "M8 1.75a6.25 6.25 0 1 0 6.25 6.25M8 5a3 3 0 1 0 3 3M8 8l5.5-5.5M11.5 2v2.5H14",
  account: "M8 2a2.75 2.75 0 1 1 0 5.5A2.75 2.75 0 0 1 8 2zM2.75 14c0-3 2.25-4.5 5.25-4.5s5.25 1.5 5.25 4.5",
  search: "M7 2.25a4.75 4.75 0 1 1 0 9.5 4.75 4.75 0 0 1 0-9.5zM10.5 10.5 14 14",
  more: "M2.75 8h.5M7.75 8h.5M12.75 8h.5",
  help: "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5zM6 6.25C6 5 6.9 4.4 8 4.4s2 .7 2 1.85c0 1.4-2 1.5-2 3M8 11.5v.01",
  theme: "M8 1.75a6.25 6.25 0 1 1 0 12.5zM8 1.75a6.25 6.25 0 1 0 0 12.5",
  left: "M10 3 5 8l5 5",
  right: "M6 3l5 5-5 5",
  down: "M3 6l5 5 5-5",
  up: "M3 10l5-5 5 5",
  close: "M3.5 3.5l9 9M12.5 3.5l-9 9",
  check: "M2.75 8.5 6.5 12l6.75-8",
  copy: "M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3",
  link: "M6.75 9.25 9.25 6.75M7.5 4.5 9 3a2.8 2.8 0 0 1 4 4l-1.5 1.5M8.5 11.5 7 13a2.8 2.8 0 0 1-4-4l1.5-1.5",
  external: "M6 3H3v10h10v-3M9 2.75h4.25V7M13 3 7.5 8.5",
  download: "M8 2v8M4.5 7 8 10.5 11.5 7M2.5 13.5h11",
  print: "M4.5 6V2h7v4M4.5 11.5h-2V6h11v5.5h-2M4.5 9.5h7v4.25h-7z",
  undo: "M5.5 2.75 2.5 5.75l3 3M2.75 5.75h6.5a4 4 0 0 1 0 8H6",
  redo: "M10.5 2.75l3 3-3 3M13.25 5.75h-6.5a4 4 0 0 0 0 8H10",
  filter: "M2 3.5h12M4.5 8h7M6.5 12.5h3",
  plus: "M8 3v10M3 8h10",
  minus: "M3 8h10",
  edit: "M10.5 3 13 5.5 5.5 13H3v-2.5zM9 4.5 11.5 7",
  clock: "M8 1.75a6.25 6.25 0 1 1 0 12.5 6.25 6.25 0 0 1 0-12.5zM8 4.5V8l2.5 1.75",
} as const;

export type IconName = keyof typeof drawings;

type Props = {
  readonly name: IconName;
  /** Pixels; 16 beside text, 20 where it stands alone. */
  readonly size?: number;
};

/** A picture beside a word. It is never read aloud: the word, or the label of the button, says it. */
export function Icon({ name, size = 16 }: Props) {
  return (
    <svg viewBox="0 0 16 16" width={size} height={size} className="icon" aria-hidden="true" focusable="false">
      <path
        d={drawings[name]}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.4"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
