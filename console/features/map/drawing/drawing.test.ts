import assert from "node:assert/strict";
import { test } from "node:test";
import Elk from "elkjs/lib/elk.bundled.js";
import { syntheticMap } from "../../../../bench/synthetic-map.ts";
import { modelOf, placeIn, shop } from "../map.test-kit.ts";
import { groupsOf } from "../model/grouping.ts";
import { mapModel } from "../model/map-model.ts";
import { cloudLayout } from "./cloud-layout.ts";
import { elkGraph, readElk } from "./elk-graph.ts";
import { gridLayout } from "./grid-layout.ts";
import { itemLooks, readLook } from "./item-looks.ts";
import { drawingHash, type LaidOut, type Rectangle } from "./laid-out.ts";
import { mapPicture } from "./map-picture.ts";
import { itemsMax, planDrawing } from "./plan-drawing.ts";
import { travel } from "./travel.ts";

const model = modelOf(shop);
const at = placeIn(model);
const linked = [...model.refs.keys()].filter((node) => node !== at("team:ops"));
const groups = groupsOf(model, "site", linked);
const any = () => true;
const drawing = planDrawing(model, groups, new Set(), any);
const big = mapModel(syntheticMap(3000, 1));
const bigGroups = groupsOf(big, "site", [...big.refs.keys()]);

function overlaps(one: Rectangle, other: Rectangle): boolean {
  return (
    one.x < other.x + other.width &&
    other.x < one.x + one.width &&
    one.y < other.y + other.height &&
    other.y < one.y + one.height
  );
}

function assertApart({ items }: LaidOut) {
  items.forEach((one, place) => {
    for (const other of items.slice(place + 1))
      assert.ok(!overlaps(one, other), JSON.stringify([one, other]));
  });
}

test("a small estate is drawn whole, in frames, and what a frame says needs no line", () => {
  assert.equal(drawing.items.length, linked.length);
  assert.equal(drawing.boxes.length, groups.groups.length);
  const drawn = drawing.edges.map(({ from, to }) => {
    const refOf = (place: number) => {
      const item = drawing.items[place]!;
      return item.type === "node" ? model.refs[item.node]! : "";
    };
    return `${refOf(from)} ${refOf(to)}`;
  });
  assert.ok(drawn.includes("service:shop component:app"));
  assert.ok(!drawn.includes("component:db-west site:west"));
  assert.ok(drawn.includes("service:shop site:west"), "that is another frame");
});

test("a large estate is drawn as groups; those that are opened show their nodes as far as they fit", () => {
  const closed = planDrawing(big, bigGroups, new Set(), any);
  assert.ok(closed.items.every(({ type }) => type === "group"));
  assert.ok(closed.left.edges > 0, "what is not drawn is told");
  const opened = planDrawing(big, bigGroups, new Set([bigGroups.groups[1]!.key]), any);
  assert.equal(opened.boxes.length, 1);
  assert.ok(opened.items.length <= itemsMax);
  assert.equal(
    opened.items.filter(({ type }) => type === "node").length,
    bigGroups.groups[1]!.members.length,
  );
  for (const node of bigGroups.groups[2]!.members) assert.ok(opened.itemOf[node]! >= 0);
});

test("nothing lies on anything else, in layers or in rows", async () => {
  const laid = readElk(drawing, await new Elk().layout(elkGraph(drawing)));
  assertApart(laid);
  assertApart(gridLayout(model, drawing));
  assertApart(gridLayout(big, planDrawing(big, bigGroups, new Set([bigGroups.groups[1]!.key]), any)));
  const box = laid.boxes[0]!;
  drawing.items.forEach((item, place) => {
    if (item.type === "node" && item.box === drawing.boxes[0]!.id)
      assert.ok(overlaps(laid.items[place]!, box));
  });
  drawing.edges.forEach(({ from, to }, place) => {
    const line = laid.edges[place]!;
    assert.ok(touches(line[0]!, laid.items[from]!), "a line begins at what needs");
    assert.ok(touches(line.at(-1)!, laid.items[to]!), "and ends at what is needed");
  });
});

function touches({ x, y }: { readonly x: number; readonly y: number }, box: Rectangle): boolean {
  return x >= box.x - 2 && x <= box.x + box.width + 2 && y >= box.y - 2 && y <= box.y + box.height + 2;
}

test("drawings that are laid out alike have one hash, others another", () => {
  assert.equal(drawingHash(drawing), drawingHash(planDrawing(model, groups, new Set(), any)));
  assert.notEqual(
    drawingHash(drawing),
    drawingHash(planDrawing(model, groups, new Set(), (bits) => bits === 0)),
  );
});

test("arrows lead down to what a thing needs, up again to what needs it, and sideways", () => {
  const laid = gridLayout(model, drawing);
  const item = (ref: string) => drawing.itemOf[at(ref)]!;
  assert.equal(travel(drawing, laid, item("function:sales"), "ArrowDown"), item("service:shop"));
  assert.equal(travel(drawing, laid, item("service:shop"), "ArrowUp"), item("function:sales"));
  assert.equal(travel(drawing, laid, item("function:sales"), "ArrowUp"), null);
  const right = travel(drawing, laid, item("component:app"), "ArrowRight")!;
  assert.equal(travel(drawing, laid, right, "ArrowLeft"), item("component:app"));
});

test("a group looks as bad as the worst in it, and tells how many there are", () => {
  const closed = planDrawing(big, bigGroups, new Set(), any);
  const states = new Uint8Array(big.refs.length);
  const preview = states.slice();
  const [first = 0, second = 0] = bigGroups.groups[0]!.members;
  states[first] = 2;
  preview[first] = 2;
  preview[second] = 3;
  const look = readLook(itemLooks(closed, bigGroups.groups, states, preview)[0]!);
  assert.deepEqual([look.state, look.before], [3, 2]);
  assert.deepEqual(look.counts.slice(1), [0, 1, 1, 0]);
});

test("every node has a dot of its own in the cloud, the same each time", () => {
  const cloud = cloudLayout(big, bigGroups);
  const places = new Set([...big.refs.keys()].map((node) => `${cloud.x[node]} ${cloud.y[node]}`));
  assert.equal(places.size, big.refs.length);
  assert.deepEqual(cloudLayout(big, bigGroups), cloud);
});

test("a picture holds every box; what documents say is text in it and no markup", () => {
  const titles = model.titles.map((title) => (title === "shop" ? '<script>"&' : title));
  const laid = { drawing, laidOut: gridLayout(model, drawing) };
  const colours = {
    page: "#fff",
    surface: "#eee",
    line: "#999",
    text: "#000",
    dim: "#555",
    failed: "#a00",
    warning: "#750",
    accent: "#538",
  };
  const looks = itemLooks(drawing, groups.groups, new Uint8Array(20), new Uint8Array(20).fill(3));
  const svg = mapPicture({ ...model, titles }, groups.groups, laid, looks, colours);
  assert.match(svg, /&lt;script&gt;&quot;&amp;/);
  assert.doesNotMatch(svg, /<script/);
  assert.equal(svg.match(/■ down/g)?.length, drawing.items.length);
});
