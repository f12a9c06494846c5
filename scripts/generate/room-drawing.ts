import type { GeneratedFile } from "../generate.ts";
import { fromRoot } from "./paths.ts";
import { type Layers, layersOf } from "./rooms/layers.ts";
import { roomImports } from "./rooms/room-imports.ts";

const WIDTH = 880;
const BOX = { width: 124, height: 40 };
const LAYER = 104;
const MARGIN = 24;

const STYLE = `
  text { font: 14px ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; fill: #24292f; text-anchor: middle }
  .room { fill: #f6f8fa; stroke: #59636e }
  .arrow { fill: none; stroke: #59636e }
  .head { fill: #59636e }
  @media (prefers-color-scheme: dark) {
    text { fill: #d1d7e0 } .room { fill: #151b23; stroke: #9198a1 } .arrow { stroke: #9198a1 } .head { fill: #9198a1 }
  }`;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** The drawing of the rooms in docs/architecture.md: made from the imports, so that it cannot be out of date. */
export async function roomDrawing(): Promise<GeneratedFile[]> {
  const { layers, arrows } = layersOf(await roomImports());
  const places = placed(layers);
  const height = layers.length * LAYER - (LAYER - BOX.height) + 2 * MARGIN;
  const text = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="The rooms of src and their imports">`,
    "<title>The rooms of src and their imports</title>",
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="head" viewBox="0 0 8 8" refX="8" refY="4" markerWidth="8" markerHeight="8" orient="auto"><path class="head" d="M0 0 8 4 0 8z"/></marker></defs>',
    ...arrows.map(([from, to]) => arrow(places.get(from), places.get(to))),
    ...[...places].map(([room, place]) => box(room, place)),
    "</svg>",
    "",
  ].join("\n");
  return [{ path: fromRoot("docs/pictures/rooms.svg"), text }];
}

/** The middle of each room's box; the highest layer on top. */
function placed(layers: Layers["layers"]): Map<string, Point> {
  const places = new Map<string, Point>();
  for (const [height, layer] of layers.entries()) {
    const y = MARGIN + BOX.height / 2 + (layers.length - 1 - height) * LAYER;
    for (const [index, room] of layer.entries()) places.set(room, { x: ((index + 0.5) * WIDTH) / layer.length, y });
  }
  return places;
}

function arrow(from: Point | undefined, to: Point | undefined): string {
  if (from === undefined || to === undefined) return "";
  const start = from.y + BOX.height / 2;
  const end = to.y - BOX.height / 2;
  const bend = (end - start) / 2;
  return `<path class="arrow" marker-end="url(#head)" d="M${round(from.x)} ${start}C${round(from.x)} ${start + bend} ${round(to.x)} ${end - bend} ${round(to.x)} ${end}"/>`;
}

function box(room: string, { x, y }: Point): string {
  const left = round(x - BOX.width / 2);
  return `<rect class="room" x="${left}" y="${y - BOX.height / 2}" width="${BOX.width}" height="${BOX.height}" rx="6"/><text x="${round(x)}" y="${y + 5}">${room}</text>`;
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
