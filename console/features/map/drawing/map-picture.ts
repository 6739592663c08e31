import type { MapGroup } from "../model/grouping.ts";
import { kindOf, type MapModel } from "../model/map-model.ts";
import { nodeStates, stateWords } from "../model/node-state.ts";
import { readLook } from "./item-looks.ts";
import { edgeLook, pathOf } from "./edge-look.ts";
import type { LaidDrawing, Rectangle } from "./laid-out.ts";

/** Colours of a picture, as values: it stands outside the page. */
export type PictureColours = {
  readonly page: string;
  readonly surface: string;
  readonly line: string;
  readonly text: string;
  readonly dim: string;
  readonly failed: string;
  readonly warning: string;
  readonly accent: string;
};

const dashes: { readonly [look: string]: string } = {
  soft: "6 4",
  group: "2 3",
  startup: "1 5",
  undeclared: "10 3 2 3",
  "never-seen": "3 7",
};

const margin = 24;
const charactersMax = 26;

/** A drawing with its states as one SVG, with everything in it: for a report, a ticket, a wall. */
export function mapPicture(
  model: MapModel,
  groups: readonly MapGroup[],
  { drawing, laidOut }: LaidDrawing,
  looks: readonly string[],
  colours: PictureColours,
): string {
  const width = Math.ceil(laidOut.width + 2 * margin);
  const height = Math.ceil(laidOut.height + 2 * margin);
  const boxes = drawing.boxes.map(({ group }, at) => {
    const place = laidOut.boxes[at]!;
    const title = textAt(place.x + 12, place.y + 22, groups[group]!.title, colours.dim, 13);
    return `${rectangle(place, colours.surface, colours.line, "")}${title}`;
  });
  const edges = drawing.edges.map((edge, at) => {
    const look = edgeLook(edge.bits);
    const colour = look === "undeclared" ? colours.accent : colours.line;
    const dash = dashes[look] === undefined ? "" : ` stroke-dasharray="${dashes[look]}"`;
    return `<path d="${pathOf(laidOut.edges[at] ?? [])}" fill="none" stroke="${colour}"${dash}/>`;
  });
  const items = drawing.items.map((item, at) => {
    const place = laidOut.items[at]!;
    const name = nodeStates[readLook(looks[at] ?? "0 0").state]!;
    const title = item.type === "node" ? model.titles[item.node]! : groups[item.group]!.title;
    const kind =
      item.type === "node" ? kindOf(model, item.node) : `${groups[item.group]!.members.length} together`;
    const { mark, word } = stateWords[name];
    const state = name === "up" ? "" : `${mark} ${word}`;
    return [
      rectangle(place, colours.page, strokeOf(name, colours), name === "degraded" ? "6 3" : ""),
      textAt(
        place.x + 8,
        place.y + 16,
        `${kind}${state === "" ? "" : `  ${state}`}`,
        strokeOf(name, colours),
        11,
      ),
      textAt(place.x + 8, place.y + 33, title, colours.text, 13),
    ].join("");
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${-margin} ${-margin} ${width} ${height}" font-family="sans-serif">`,
    `<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="${colours.page}"/>`,
    ...boxes,
    ...edges,
    ...items,
    "</svg>",
  ].join("\n");
}

function strokeOf(state: (typeof nodeStates)[number], colours: PictureColours): string {
  if (state === "down" || state === "failed") return colours.failed;
  return state === "degraded" ? colours.warning : colours.dim;
}

function rectangle({ x, y, width, height }: Rectangle, fill: string, stroke: string, dash: string): string {
  const dashed = dash === "" ? "" : ` stroke-dasharray="${dash}"`;
  return `<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="6" fill="${fill}" stroke="${stroke}"${dashed}/>`;
}

/** Text of documents is data: what would be markup is written so that it is none. */
function textAt(x: number, y: number, text: string, colour: string, size: number): string {
  const characters = [...new Intl.Segmenter().segment(text)].map(({ segment }) => segment);
  const isLong = characters.length > charactersMax;
  const shown = isLong ? `${characters.slice(0, charactersMax - 1).join("")}…` : text;
  return `<text x="${x}" y="${y}" fill="${colour}" font-size="${size}">${escaped(shown)}</text>`;
}

const entities: { readonly [character: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
};

function escaped(text: string): string {
  // XML 1.0 has no place for control characters.
  return text.replaceAll(/\p{Cc}/gu, " ").replaceAll(/[&<>"]/g, (one) => entities[one]!);
}
