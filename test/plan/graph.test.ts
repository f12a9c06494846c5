import { describe, expect, test } from "vitest";
import { DependencyGraph } from "../../src/plan/graph.ts";

/** A graph of so many changes; `2<0` says that 2 waits for 0. */
function graphOf(size: number, edges: string): DependencyGraph {
  const graph = new DependencyGraph(size);
  for (const [, later, earlier] of edges.matchAll(/(\d+)<(\d+)/g)) graph.add(Number(later), Number(earlier));
  return graph;
}

function needs(graph: DependencyGraph, size: number): number[][] {
  return Array.from({ length: size }, (_, index) => [...graph.needsOf(index)]);
}

describe("the order", () => {
  test("is that of the numbers where nothing waits", () => {
    expect(graphOf(4, "").order()).toEqual([0, 1, 2, 3]);
  });

  test("puts what is needed before what needs it, and moves nothing else", () => {
    expect(graphOf(5, "1<3").order()).toEqual([0, 3, 1, 2, 4]);
  });

  test("places several needs of one change in the order of their numbers, however they were added", () => {
    const forwards = graphOf(5, "0<2 0<3 0<4");
    const backwards = graphOf(5, "0<4 0<3 0<2");
    expect([forwards.order(), backwards.order()]).toEqual([
      [2, 3, 4, 0, 1],
      [2, 3, 4, 0, 1],
    ]);
  });

  test("follows needs of needs to the end", () => {
    const chain = Array.from({ length: 9 }, (_, index) => `${index}<${index + 1}`);
    expect(graphOf(10, chain.join(" ")).order()).toEqual([9, 8, 7, 6, 5, 4, 3, 2, 1, 0]);
  });

  test("places every change once, though several need it", () => {
    const graph = graphOf(4, "0<3 1<3 2<3 2<1");
    expect(graph.order()).toEqual([3, 0, 1, 2]);
    expect(needs(graph, 4)).toEqual([[3], [3], [3, 1], []]);
  });

  test("drops the edge that closes a circle, and keeps the rest of it", () => {
    const graph = graphOf(3, "0<1 1<2 2<0");
    expect(graph.order()).toEqual([2, 1, 0]);
    expect(needs(graph, 3)).toEqual([[1], [2], []]);
  });

  test("keeps what two changes need of a third that is placed already", () => {
    const graph = graphOf(3, "1<0 2<0 2<1");
    expect(graph.order()).toEqual([0, 1, 2]);
    expect(needs(graph, 3)).toEqual([[], [0], [0, 1]]);
  });

  test("is nothing where there are no changes", () => {
    expect(new DependencyGraph(0).order()).toEqual([]);
  });
});

describe("an edge", () => {
  test("from a change to itself is none", () => {
    const graph = graphOf(2, "1<1 1<0");
    expect(needs(graph, 2)).toEqual([[], [0]]);
  });
});

describe("dependants", () => {
  const graph = graphOf(6, "1<0 2<1 3<1 5<4 3<2");

  test("are all that must come after, directly or not, with the changes themselves", () => {
    expect([...graph.dependants([0])].sort()).toEqual([0, 1, 2, 3]);
    expect([...graph.dependants([2])].sort()).toEqual([2, 3]);
    expect([...graph.dependants([3])]).toEqual([3]);
  });

  test("of several changes are those of each", () => {
    expect([...graph.dependants([2, 4])].sort()).toEqual([2, 3, 4, 5]);
    expect([...graph.dependants([])]).toEqual([]);
  });

  test("of changes in a circle are the circle", () => {
    const circle = graphOf(3, "0<1 1<0 2<1");
    expect([...circle.dependants([0])].sort()).toEqual([0, 1, 2]);
  });
});

describe("dependencies", () => {
  test("are all that must come before, directly or not, with the changes themselves", () => {
    const graph = graphOf(6, "1<0 2<1 3<1 5<4 3<2");
    expect([...graph.dependencies([3])].sort()).toEqual([0, 1, 2, 3]);
    expect([...graph.dependencies([1, 5])].sort()).toEqual([0, 1, 4, 5]);
    expect([...graph.dependencies([0])]).toEqual([0]);
  });
});

describe("sinks", () => {
  test("are the changes that no other waits for", () => {
    const graph = graphOf(5, "1<0 2<1 4<3");
    expect(graph.sinks(new Set())).toEqual([2, 4]);
  });

  test("leave out what is excepted, and take no notice of what that waits for", () => {
    const graph = graphOf(4, "1<0 2<1 3<1");
    expect(graph.sinks(new Set([2, 3]))).toEqual([1]);
    expect(graph.sinks(new Set([3]))).toEqual([2]);
    expect(graph.sinks(new Set([0, 1, 2, 3]))).toEqual([]);
  });
});
