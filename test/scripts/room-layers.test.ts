import { expect, it } from "vitest";
import { layersOf } from "../../scripts/generate/rooms/layers.ts";

function rooms(imports: Readonly<Record<string, readonly string[]>>) {
  return new Map(Object.entries(imports).map(([room, imported]) => [room, new Set(imported)]));
}

it("a room stands above all that it imports, and an arrow that others imply is left out", () => {
  const { layers, arrows } = layersOf(
    rooms({ cli: ["plan", "model", "base"], plan: ["model"], model: ["base"], base: [] }),
  );
  expect(layers).toEqual([["base"], ["model"], ["plan"], ["cli"]]);
  expect(arrows).toEqual([
    ["cli", "plan"],
    ["plan", "model"],
    ["model", "base"],
  ]);
});

it("neighbours stand near each other", () => {
  const { layers } = layersOf(rooms({ a: ["z"], b: ["y"], y: [], z: [] }));
  expect(layers[0]?.indexOf("z")).toBe(layers[1]?.indexOf("a"));
});

it("a circle of rooms is named", () => {
  expect(() => layersOf(rooms({ plan: ["apply"], apply: ["plan"] }))).toThrow("plan → apply → plan");
});
