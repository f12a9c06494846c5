/** Rooms by how many stand below them, the lowest first, and the imports that no chain of others implies. */
export interface Layers {
  readonly layers: readonly (readonly string[])[];
  readonly arrows: readonly (readonly [from: string, to: string])[];
}

type Imports = ReadonlyMap<string, ReadonlySet<string>>;

/** Lays rooms out in layers, each above everything that it imports. Throws on a circle. */
export function layersOf(imports: Imports): Layers {
  const heights = new Map<string, number>();
  for (const room of imports.keys()) heightOf(room, imports, heights, []);
  const layers: string[][] = [];
  for (const [room, height] of heights) {
    layers[height] ??= [];
    layers[height].push(room);
  }
  const arrows = [...imports].flatMap(([room, imported]) =>
    [...imported].filter((target) => !isImplied(room, target, imports)).map((target) => [room, target] as const),
  );
  return { layers: untangled(layers, arrows), arrows };
}

function heightOf(room: string, imports: Imports, heights: Map<string, number>, path: readonly string[]): number {
  if (path.includes(room)) throw new Error(`rooms in a circle: ${[...path, room].join(" → ")}`);
  const known = heights.get(room);
  if (known !== undefined) return known;
  const below = [...(imports.get(room) ?? [])].map((target) => heightOf(target, imports, heights, [...path, room]));
  const height = below.length === 0 ? 0 : Math.max(...below) + 1;
  heights.set(room, height);
  return height;
}

/** Another room that this one imports reaches the target as well. */
function isImplied(room: string, target: string, imports: Imports): boolean {
  return [...(imports.get(room) ?? [])].some((other) => other !== target && reaches(other, target, imports));
}

function reaches(room: string, target: string, imports: Imports): boolean {
  const imported = imports.get(room) ?? new Set();
  return imported.has(target) || [...imported].some((next) => reaches(next, target, imports));
}

const ROUNDS = 8;

/** Puts each room near the middle of its neighbours, layer by layer and some times over, so that fewer arrows cross. */
function untangled(layers: readonly (readonly string[])[], arrows: Layers["arrows"]): string[][] {
  const current = layers.map((layer) => [...layer].sort());
  const places = new Map<string, number>();
  const place = (layer: readonly string[]) => {
    for (const [index, room] of layer.entries()) places.set(room, (index + 0.5) / layer.length);
  };
  const middle = (room: string) => {
    const near = arrows.flatMap(([from, to]) => (from === room ? [to] : to === room ? [from] : []));
    return near.reduce((total, other) => total + (places.get(other) ?? 0), 0) / Math.max(1, near.length);
  };
  current.forEach(place);
  for (let round = 0; round < ROUNDS; round++) {
    for (const layer of current) {
      layer.sort((a, b) => middle(a) - middle(b) || (a < b ? -1 : 1));
      place(layer);
    }
  }
  return current;
}
